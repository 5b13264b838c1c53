/// Walks over the values of one attribute as they are stored in a packed entry, without copying.
public struct StoredValues: Sequence, IteratorProtocol {
    /// How many values there are in all.
    public let count: Int

    @usableFromInline let bytes: UnsafeRawBufferPointer
    @usableFromInline var position = 4
    @usableFromInline var remaining: Int

    /// Takes what `EntryView.stored` lends.
    @inlinable
    public init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        count = bytes.isEmpty ? 0 : Int(UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self)))
        remaining = count
    }

    /// The next value.
    @inlinable
    public mutating func next() -> UnsafeRawBufferPointer? {
        guard remaining > 0 else { return nil }
        remaining -= 1
        let length = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)))
        let start = position + 4
        position = start + length
        return UnsafeRawBufferPointer(rebasing: bytes[start..<position])
    }

    /// Whether a value satisfies a condition.
    @inlinable
    public func contains(_ matches: (UnsafeRawBufferPointer) -> Bool) -> Bool {
        var rest = self
        while let value = rest.next() { if matches(value) { return true } }
        return false
    }
}
