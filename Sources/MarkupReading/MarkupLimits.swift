/// How much of a document is taken, so that a hostile one cannot use up memory or time.
public struct MarkupLimits: Sendable, Hashable {
    /// How deep elements may nest.
    public let depth: Int
    /// The largest document, in bytes as they come.
    public let bytes: Int
    /// How many elements there may be.
    public let elements: Int
    /// How many attributes an element may have.
    public let attributes: Int
    /// The longest text of one element, without that of the elements in it, in bytes of UTF-8.
    public let text: Int
    /// The longest tag, comment or processing instruction in bytes: the longest stretch that is held in memory.
    public let tag: Int

    /// What `MarkupLimits` allows at most in depth: trees are let go of level by level.
    public static let greatestDepth = 1000

    /// Makes limits; a depth is held between 1 and `greatestDepth`.
    public init(
        depth: Int = 64,
        bytes: Int = 512 << 20,
        elements: Int = 16_000_000,
        attributes: Int = 256,
        text: Int = 16 << 20,
        tag: Int = 1 << 20
    ) {
        self.depth = min(max(1, depth), Self.greatestDepth)
        self.bytes = bytes
        self.elements = elements
        self.attributes = attributes
        self.text = text
        self.tag = tag
    }

    /// For documents that are kept in memory as a tree.
    public static let tree = MarkupLimits(bytes: 16 << 20, elements: 200_000)
}
