import Directory

/// Finds the number of an attribute by the bytes of its name, without making a text of them where it was seen before.
struct AttributeLookup {
    private struct Known {
        let name: [UInt8]
        let attribute: AttributeID
    }

    private let table: AttributeTable
    private var known: [UInt64: Known] = [:]

    init(table: AttributeTable) { self.table = table }

    /// The number, or nothing when the table is full.
    mutating func attribute(_ name: UnsafeRawBufferPointer) -> AttributeID? {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        if let found = known[hash], found.name.elementsEqual(name) { return found.attribute }
        guard let attribute = table.identifier(for: AttributeName(String(decoding: name, as: UTF8.self))) else {
            return nil
        }
        known[hash] = Known(name: Array(name), attribute: attribute)
        return attribute
    }
}
