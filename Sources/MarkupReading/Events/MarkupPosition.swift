/// A place in a document.
///
/// In a document that is not UTF-8 the byte is one of the document as it came.
public struct MarkupPosition: Sendable, Hashable, CustomStringConvertible {
    /// The line, from 1.
    public let line: Int
    /// The column in characters, from 1.
    public let column: Int
    /// The byte, from 0.
    public let offset: Int

    /// Makes a position.
    public init(line: Int, column: Int, offset: Int) {
        self.line = line
        self.column = column
        self.offset = offset
    }

    /// `line 3, column 7`.
    public var description: String { "line \(line), column \(column)" }
}
