/// Checks bytes from outside once, so that reading them later needs no further care.
///
/// Every entry that a store gives goes through here: bytes are read where they lie, each behind a look at where they end.
struct PackedEntryValidator {
    private let bytes: UnsafeRawBufferPointer

    /// Throws where bytes are not a whole entry of a format that this build knows.
    static func validate(_ bytes: [UInt8]) throws(PackedEntryError) {
        let fault = bytes.withUnsafeBytes { bytes -> PackedEntryError? in
            do throws(PackedEntryError) {
                try validate(bytes)
                return nil
            } catch {
                return error
            }
        }
        if let fault { throw fault }
    }

    /// The same of bytes where they lie.
    static func validate(_ bytes: UnsafeRawBufferPointer) throws(PackedEntryError) {
        try PackedEntryValidator(bytes: bytes).validate()
    }

    private func validate() throws(PackedEntryError) {
        guard let version = bytes.first else { throw .damaged("it is empty") }
        guard version == PackedEntry.formatVersion else { throw .unknownFormat(version) }
        guard bytes.count >= PackedEntry.headerLength else { throw .damaged("its header is cut") }
        let count = u16(2)
        var position = PackedEntry.headerLength + PackedEntry.indexEntryLength * count + u32(4)
        // The name stands behind the index: where it is whole the index is.
        guard position <= bytes.count else { throw .damaged("its name is cut") }
        var previous = -1
        for index in 0..<count {
            let at = PackedEntry.headerLength + PackedEntry.indexEntryLength * index
            let number = u16(at)
            guard number > previous else { throw .damaged("its attributes are out of order") }
            previous = number
            guard u32(at + 4) == position else { throw .damaged("an offset is wrong") }
            position = try endOfValues(from: position)
        }
        guard position == bytes.count else { throw .damaged("something follows its last value") }
    }

    private func endOfValues(from start: Int) throws(PackedEntryError) -> Int {
        guard start + 4 <= bytes.count else { throw .damaged("a count is cut") }
        let count = u32(start)
        guard count > 0 else { throw .damaged("an attribute has no value") }
        var position = start + 4
        for _ in 0..<count {
            guard position + 4 <= bytes.count else { throw .damaged("a length is cut") }
            position += 4 + u32(position)
            guard position <= bytes.count else { throw .damaged("a value is cut") }
        }
        return position
    }

    private func u16(_ at: Int) -> Int {
        Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt16.self)))
    }

    private func u32(_ at: Int) -> Int {
        Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
    }
}
