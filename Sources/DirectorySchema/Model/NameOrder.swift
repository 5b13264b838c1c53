/// The ascending order of names, found by comparing sixteen bytes at once.
///
/// Comparing strings has to think of letters that can be written in several ways; that is as slow as everything else
/// that is done to a schema together, and hardly any name has such letters.
struct NameOrder {
    private struct Key {
        /// The first bytes, the first one highest; nothing for a name that has to be compared as a string.
        let prefix: UInt128?
        let place: Int
    }

    /// The places of the names, ascending by name; equal ones stay in their order.
    let places: [Int]

    init(_ count: Int, name: (Int) -> String) {
        guard count > 1 else {
            places = Array(0..<count)
            return
        }
        let keys = (0..<count).map { Key(prefix: Self.prefix(of: name($0)), place: $0) }
        places = keys.sorted { left, right in
            guard let one = left.prefix, let other = right.prefix, one != other else {
                return name(left.place) < name(right.place)
            }
            return one < other
        }
        .map(\.place)
    }

    /// For names of ASCII alone the order of bytes is the order of strings.
    private static func prefix(of name: String) -> UInt128? {
        var name = name
        return name.withUTF8 { bytes in
            guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
            var prefix: UInt128 = 0
            for place in 0..<min(bytes.count, 16) { prefix |= UInt128(bytes[place]) << UInt128(120 - 8 * place) }
            return prefix
        }
    }
}
