/// The ascending order of names, found by comparing sixteen bytes at once.
///
/// Comparing strings has to think of letters that can be written in several ways; that is as slow as everything else
/// that is done to a schema together, and hardly any name has such letters.
struct NameOrder {
    /// The first sixteen bytes of a name as two numbers, the first byte highest.
    struct Key {
        private let high: UInt64
        private let low: UInt64
        /// For names of ASCII alone the order of bytes is the order of strings.
        private let isASCII: Bool

        init(_ name: String) {
            var name = name
            (high, low, isASCII) = name.withUTF8 { bytes in
                guard let start = UnsafeRawBufferPointer(bytes).baseAddress else { return (0, 0, true) }
                let word = DefinitionWord(start, count: bytes.count, readable: bytes.count)
                var (high, low, isASCII): (UInt64, UInt64, Bool) = (0, 0, true)
                for place in stride(from: 0, to: bytes.count, by: 8) {
                    let eight = word.eight(at: place)
                    isASCII = isASCII && eight.isASCII
                    if place == 0 {
                        high = eight.number.byteSwapped
                    } else if place == 8 {
                        low = eight.number.byteSwapped
                    }
                }
                return (high, low, isASCII)
            }
        }

        /// Whether a name comes before another one; nothing where only the whole names tell.
        @inline(__always)
        func isBefore(_ other: Key) -> Bool? {
            guard isASCII, other.isASCII else { return nil }
            if high != other.high { return high < other.high }
            return low == other.low ? nil : low < other.low
        }
    }

    private struct Placed {
        let key: Key
        let place: Int
    }

    /// The places of the names, ascending by name; equal ones stay in their order.
    let places: [Int]

    init(_ count: Int, name: (Int) -> String) {
        guard count > 1 else {
            places = Array(0..<count)
            return
        }
        var keys = (0..<count).map { Placed(key: Key(name($0)), place: $0) }
        keys.sort { left, right in left.key.isBefore(right.key) ?? (name(left.place) < name(right.place)) }
        places = keys.map(\.place)
    }
}
