import Directory

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Finds the number of an attribute by the bytes of its name.
///
/// A server sends the attributes of one entry in the order of the entry before, mostly. Each name therefore remembers
/// which one followed it the last time, and one comparison of bytes replaces a search.
struct AttributeLookup {
    private struct Known {
        let name: [UInt8]
        let attribute: AttributeID
        let hasOptions: Bool
        var following = -1
    }

    private let table: AttributeTable
    private var known: [Known] = []
    private var places: [UInt64: Int] = [:]
    private var last = -1
    private var first = -1

    init(table: AttributeTable) { self.table = table }

    /// Says that the next name is the first of an entry.
    mutating func beginEntry() { last = -1 }

    /// The number of a name without options that comes where it came in the entry before; nothing where it is another.
    @inline(__always)
    mutating func expected(_ name: UnsafeRawBufferPointer) -> AttributeID? {
        let guess = last < 0 ? first : known[last].following
        guard guess >= 0, !known[guess].hasOptions, Self.equal(known[guess].name, name) else { return nil }
        last = guess
        return known[guess].attribute
    }

    /// The number, or nothing when the table is full.
    mutating func attribute(_ name: UnsafeRawBufferPointer) -> AttributeID? {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let place: Int
        if let found = places[hash], Self.equal(known[found].name, name) {
            place = found
        } else {
            let written = AttributeName(String(decoding: name, as: UTF8.self))
            // How values travelled says nothing of what they are: slapd gives certificates under no other name (RFC 4522).
            guard let attribute = table.identifier(for: written.options == .binary ? written.base : written) else {
                return nil
            }
            place = known.count
            known.append(
                Known(name: Array(name), attribute: attribute, hasOptions: name.contains(UInt8(ascii: ";")))
            )
            places[hash] = place
        }
        if last < 0 { first = place } else { known[last].following = place }
        last = place
        return known[place].attribute
    }

    @inline(__always)
    private static func equal(_ known: [UInt8], _ name: UnsafeRawBufferPointer) -> Bool {
        guard known.count == name.count, let base = name.baseAddress else { return known.isEmpty && name.isEmpty }
        return memcmp(known, base, name.count) == 0
    }
}
