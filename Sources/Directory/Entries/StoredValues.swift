/// Walks over the values of one attribute as they are stored in a packed entry, without copying.
public struct StoredValues: Sequence, IteratorProtocol {
    /// How many values there are in all.
    public let count: Int

    @usableFromInline var position: UnsafeRawPointer?
    @usableFromInline var remaining: Int

    /// Takes what `EntryView.stored` lends.
    @inlinable
    @inline(__always)
    public init(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress, bytes.count >= 4 else {
            (count, remaining, position) = (0, 0, nil)
            return
        }
        count = Int(UInt32(littleEndian: start.loadUnaligned(as: UInt32.self)))
        remaining = count
        position = start + 4
    }

    /// The next value.
    @inlinable
    @inline(__always)
    public mutating func next() -> UnsafeRawBufferPointer? {
        guard remaining > 0, let start = position else { return nil }
        remaining &-= 1
        let length = Int(UInt32(littleEndian: start.loadUnaligned(as: UInt32.self)))
        position = start + 4 + length
        return UnsafeRawBufferPointer(start: start + 4, count: length)
    }

    /// Whether a value satisfies a condition.
    @inlinable
    public func contains(_ matches: (UnsafeRawBufferPointer) -> Bool) -> Bool {
        var rest = self
        while let value = rest.next() { if matches(value) { return true } }
        return false
    }
}
