/// A text that a person wrote, or a server sent, with the name under which they know it.
///
/// Positions are byte offsets into the UTF-8 form: they are what a parser counts, and they never fall inside
/// a scalar when the parser stops at scalar boundaries. Lines and columns are made only when something is shown.
public struct SourceText: Sendable, Hashable {
    /// What a person calls the text: a path, an attribute of an entry, "expression".
    public let name: String
    /// The text itself.
    public let text: String

    private let lineStarts: [Int]

    /// Wraps a text and finds its lines.
    public init(name: String, text: String) {
        self.name = name
        self.text = text
        var starts = [0]
        var offset = 0
        for byte in text.utf8 {
            offset += 1
            if byte == 0x0A { starts.append(offset) }
        }
        lineStarts = starts
    }

    /// The line and column, both counted from 1, of a byte offset; the column counts characters.
    public func position(at offset: Int) -> SourcePosition {
        let bounded = bounded(offset)
        let line = lineNumber(at: bounded)
        return SourcePosition(line: line, column: characters(from: lineStarts[line - 1], to: bounded) + 1)
    }

    /// The line alone, counted from 1: finding it does not depend on how long lines are.
    public func lineNumber(at offset: Int) -> Int {
        let bounded = bounded(offset)
        var low = 0
        var high = lineStarts.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if lineStarts[middle] <= bounded { low = middle } else { high = middle - 1 }
        }
        return low + 1
    }

    /// The byte offset of a line and column, both counted from 1; held inside the text.
    public func offset(line: Int, column: Int) -> Int {
        guard line >= 1, line <= lineStarts.count else { return text.utf8.count }
        let before = (self.line(line) ?? "").prefix(max(0, column - 1)).utf8.count
        return min(lineStarts[line - 1] + before, text.utf8.count)
    }

    /// The line with that number (from 1) without its line end, or nothing where there is no such line.
    public func line(_ number: Int) -> String? {
        guard number >= 1, number <= lineStarts.count else { return nil }
        let start = lineStarts[number - 1]
        let end = number < lineStarts.count ? lineStarts[number] : text.utf8.count
        return String(decoding: Self.withoutEnd(text.utf8.dropFirst(start).prefix(end - start)), as: UTF8.self)
    }

    /// The line that a byte offset is in, and the column of the offset in it; of a long line so many bytes on either side.
    ///
    /// A text may be one line of many megabytes, and have something wrong in a thousand places.
    func excerpt(at offset: Int, reach: Int) -> (text: String, column: Int) {
        let bounded = bounded(offset)
        let number = lineNumber(at: bounded)
        let begin = lineStarts[number - 1]
        let end = number < lineStarts.count ? lineStarts[number] : text.utf8.count
        let first = scalarStart(max(begin, bounded - reach), notBefore: begin)
        let last = scalarStart(min(end, bounded + reach), notBefore: bounded)
        let bytes = text.utf8.dropFirst(first).prefix(last - first)
        return (
            String(decoding: last == end ? Self.withoutEnd(bytes) : bytes, as: UTF8.self),
            characters(from: first, to: bounded) + 1
        )
    }

    /// How many characters there are between two offsets.
    func characters(from start: Int, to end: Int) -> Int {
        let start = bounded(start)
        let bytes = text.utf8.dropFirst(start).prefix(max(0, bounded(end) - start))
        // Each byte of ASCII is a character, but for the two that end a line.
        let isPlain = bytes.withContiguousStorageIfAvailable { $0.allSatisfy { $0 < 0x80 && $0 != 0x0D } } ?? false
        return isPlain ? bytes.count : String(decoding: bytes, as: UTF8.self).count
    }

    private func bounded(_ offset: Int) -> Int { min(max(offset, 0), text.utf8.count) }

    /// Where the scalar begins that an offset lies in.
    private func scalarStart(_ offset: Int, notBefore least: Int) -> Int {
        var start = offset
        while start > least, start < text.utf8.count, isContinuation(start) { start -= 1 }
        return start
    }

    private func isContinuation(_ offset: Int) -> Bool {
        text.utf8[text.utf8.index(text.utf8.startIndex, offsetBy: offset)] & 0xC0 == 0x80
    }

    /// Only the end goes: a carriage return elsewhere is a character of the line, and columns count it.
    private static func withoutEnd(_ line: Substring.UTF8View) -> Substring.UTF8View {
        var bytes = line
        if bytes.last == 0x0A { bytes = bytes.dropLast() }
        if bytes.last == 0x0D { bytes = bytes.dropLast() }
        return bytes
    }
}
