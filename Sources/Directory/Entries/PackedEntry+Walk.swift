extension PackedEntry {
    /// Lends the distinguished name as it is stored, without making a text of it.
    public func withName<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        withUnsafeBytes { bytes in
            let start = Self.headerLength + Self.indexEntryLength * attributeCount
            let length = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
            return body(UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(length)]))
        }
    }

    /// Lends the entry where it lies.
    @inline(__always)
    public func withLent<Result>(_ body: (LentEntry) -> Result) -> Result {
        withUnsafeBytes { body(LentEntry(checked: $0)) }
    }

    /// Lends the values of each attribute as they are stored, ascending by number, until the body has seen enough and
    /// says `false`.
    ///
    /// The index is walked once; asking for one attribute after the other would search it anew each time.
    public func walk(_ body: (_ attribute: AttributeID, _ stored: UnsafeRawBufferPointer) -> Bool) {
        withUnsafeBytes { bytes in
            let count = attributeCount
            func word(_ place: Int) -> UInt64 {
                let at = Self.headerLength + Self.indexEntryLength * place
                return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            }
            for place in 0..<count {
                let start = Int(word(place) >> 32)
                // The values of an attribute end where those of the next begin.
                let end = place + 1 < count ? Int(word(place + 1) >> 32) : bytes.count
                let attribute = AttributeID(rawValue: UInt16(truncatingIfNeeded: word(place)))
                guard body(attribute, UnsafeRawBufferPointer(rebasing: bytes[start..<end])) else { return }
            }
        }
    }
}
