#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The values of one attribute of a packed entry, lent out without copying.
public struct PackedValues: Sequence, Sendable {
    private let bytes: [UInt8]
    private let offset: Int

    init(bytes: [UInt8], offset: Int) {
        self.bytes = bytes
        self.offset = offset
    }

    /// How many values there are.
    public var count: Int { bytes.isEmpty ? 0 : Int(Self.u32(bytes, offset)) }

    /// Whether the attribute is absent.
    public var isEmpty: Bool { count == 0 }

    /// The first value.
    public var first: ArraySlice<UInt8>? {
        var iterator = makeIterator()
        return iterator.next()
    }

    /// Whether these are the same values, compared where they lie.
    public func isSame(as other: PackedValues) -> Bool {
        guard !isEmpty, !other.isEmpty else { return isEmpty == other.isEmpty }
        return bytes.withUnsafeBytes { own in
            other.bytes.withUnsafeBytes { others in
                guard let own = own.baseAddress, let start = others.baseAddress else { return false }
                let count = end - offset
                guard count <= others.count - other.offset else { return false }
                return memcmp(own + offset, start + other.offset, count) == 0
            }
        }
    }

    /// Where the last value ends.
    private var end: Int {
        var position = offset + 4
        for _ in 0..<count { position += 4 + Int(Self.u32(bytes, position)) }
        return position
    }

    /// Walks the values in bytewise order.
    public func makeIterator() -> Iterator { Iterator(bytes: bytes, offset: offset, remaining: count) }

    /// Walks over the values.
    public struct Iterator: IteratorProtocol {
        private let bytes: [UInt8]
        private var position: Int
        private var remaining: Int

        init(bytes: [UInt8], offset: Int, remaining: Int) {
            self.bytes = bytes
            position = offset + 4
            self.remaining = remaining
        }

        /// The next value.
        public mutating func next() -> ArraySlice<UInt8>? {
            guard remaining > 0 else { return nil }
            remaining -= 1
            let length = Int(PackedValues.u32(bytes, position))
            let start = position + 4
            position = start + length
            return bytes[start..<position]
        }
    }

    static func u32(_ bytes: [UInt8], _ at: Int) -> UInt32 {
        UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16 | UInt32(bytes[at + 3]) << 24
    }
}
