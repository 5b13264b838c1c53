/// A stretch of a source text in UTF-8 bytes; empty where only a place is meant.
public struct SourceRange: Sendable, Hashable, Codable {
    /// The first byte.
    public let start: Int
    /// The byte after the last.
    public let end: Int

    /// Makes a range; an end before the start is taken as the start.
    public init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = max(start, end)
    }

    /// The smallest range that holds both.
    public func union(_ other: SourceRange) -> SourceRange {
        SourceRange(min(start, other.start), max(end, other.end))
    }
}
