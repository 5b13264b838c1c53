/// Walks elements in memory that belongs to somebody else, without copying: for messages, which are many and large.
///
/// Takes what RFC 4511 section 5.1 allows: definite lengths, of at most four bytes. Every read is checked against the
/// end. Visible to the optimizer of other rooms, since each value of each entry goes through it.
@frozen
public struct BERCursor {
    /// Where the next element begins.
    @usableFromInline var position: Int

    @usableFromInline let bytes: UnsafeRawBufferPointer
    @usableFromInline let end: Int

    /// Walks a stretch of the memory, the whole of it without a range.
    @inlinable
    public init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>? = nil) {
        self.bytes = bytes
        let range = (range ?? 0..<bytes.count).clamped(to: 0..<bytes.count)
        position = range.lowerBound
        end = range.upperBound
    }

    /// Whether there is nothing more.
    @inlinable public var isAtEnd: Bool { position == end }

    /// Steps over an element with this tag and gives where its content is; nothing when it is another, or is not whole.
    @inlinable
    @inline(__always)
    public mutating func element(_ tag: UInt8) -> Range<Int>? {
        guard end - position >= 2, bytes[position] == tag else { return nil }
        var start = position + 2
        var length = Int(bytes[position + 1])
        if length >= 0x80 {
            let count = length & 0x7F
            guard count > 0, count <= 4, end - start >= count else { return nil }
            length = 0
            for _ in 0..<count {
                length = length << 8 | Int(bytes[start])
                start += 1
            }
        }
        guard length <= end - start else { return nil }
        position = start + length
        return start..<position
    }
}
