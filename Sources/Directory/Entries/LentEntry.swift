/// A packed entry where it lies, lent for the time of a closure.
///
/// Whoever only carries an entry on need not have it by itself.
public struct LentEntry {
    /// The bytes, which have been checked.
    public let bytes: UnsafeRawBufferPointer

    @inlinable
    init(checked bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// How many attributes the entry has.
    public var attributeCount: Int { Int(u16(2)) }

    /// The highest number of its attributes; nothing where it has none.
    public var lastAttribute: AttributeID? {
        let count = attributeCount
        guard count > 0 else { return nil }
        return AttributeID(rawValue: u16(PackedEntry.headerLength + PackedEntry.indexEntryLength * (count - 1)))
    }

    /// Sets the mark of each attribute; a number behind the last mark has none.
    public func mark(in marks: inout [Bool]) {
        for place in 0..<attributeCount {
            let number = Int(u16(PackedEntry.headerLength + PackedEntry.indexEntryLength * place))
            if number < marks.count { marks[number] = true }
        }
    }

    private func u16(_ at: Int) -> UInt16 {
        UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt16.self))
    }
}
