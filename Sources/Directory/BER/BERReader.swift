/// Reads elements one after another; every limit is the end of the bytes.
public struct BERReader: Sendable {
    /// One element.
    public struct Element: Sendable {
        /// Its tag, one byte.
        public let tag: UInt8
        /// What is inside.
        public let content: ArraySlice<UInt8>

        /// The elements inside.
        public var reader: BERReader { BERReader(content) }
        /// The bytes as text.
        public var text: String { String(decoding: content, as: UTF8.self) }
        /// The bytes as an integer.
        public var integer: Int {
            content.reduce(content.first.map { $0 >= 0x80 ? -1 : 0 } ?? 0) { $0 << 8 | Int($1) }
        }
    }

    private var rest: ArraySlice<UInt8>

    /// Reads these bytes.
    public init(_ bytes: some Collection<UInt8>) { rest = Array(bytes)[...] }

    /// Whether there is nothing more, not even a part of an element.
    public var isAtEnd: Bool { rest.isEmpty }

    /// The next element; nothing when there is none, or when it is not whole.
    public mutating func next() -> Element? {
        guard let tag = rest.first, let (length, start) = Self.length(rest.dropFirst()) else { return nil }
        guard length <= rest.endIndex - start else { return nil }
        let element = Element(tag: tag, content: rest[start..<start + length])
        rest = rest[(start + length)...]
        return element
    }

    /// The length at the beginning of the bytes and where the content begins.
    public static func length(_ bytes: ArraySlice<UInt8>) -> (Int, start: Int)? {
        guard let first = bytes.first else { return nil }
        guard first >= 0x80 else { return (Int(first), bytes.startIndex + 1) }
        let count = Int(first & 0x7F)
        guard count > 0, count <= 4, bytes.count > count else { return nil }
        let digits = bytes.dropFirst().prefix(count)
        return (digits.reduce(0) { $0 << 8 | Int($1) }, bytes.startIndex + 1 + count)
    }
}
