/// Checks bytes from outside once, so that reading them later needs no further care.
struct PackedEntryValidator {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func validate() throws(PackedEntryError) {
        guard let version = bytes.first else { throw .damaged("it is empty") }
        guard version == PackedEntry.formatVersion else { throw .unknownFormat(version) }
        guard bytes.count >= PackedEntry.headerLength else { throw .damaged("its header is cut") }
        let count = Int(bytes[2]) | Int(bytes[3]) << 8
        let dnStart = PackedEntry.headerLength + PackedEntry.indexEntryLength * count
        var position = dnStart + Int(PackedValues.u32(bytes, 4))
        guard position <= bytes.count else { throw .damaged("its name is cut") }
        var previous = -1
        for index in 0..<count {
            let at = PackedEntry.headerLength + PackedEntry.indexEntryLength * index
            let number = Int(bytes[at]) | Int(bytes[at + 1]) << 8
            guard number > previous else { throw .damaged("its attributes are out of order") }
            previous = number
            guard Int(PackedValues.u32(bytes, at + 4)) == position else { throw .damaged("an offset is wrong") }
            position = try endOfValues(from: position)
        }
        guard position == bytes.count else { throw .damaged("something follows its last value") }
    }

    private func endOfValues(from start: Int) throws(PackedEntryError) -> Int {
        guard start + 4 <= bytes.count else { throw .damaged("a count is cut") }
        let count = Int(PackedValues.u32(bytes, start))
        guard count > 0 else { throw .damaged("an attribute has no value") }
        var position = start + 4
        for _ in 0..<count {
            guard position + 4 <= bytes.count else { throw .damaged("a length is cut") }
            position += 4 + Int(PackedValues.u32(bytes, position))
            guard position <= bytes.count else { throw .damaged("a value is cut") }
        }
        return position
    }
}
