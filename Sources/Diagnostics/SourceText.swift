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
        let bounded = min(max(offset, 0), text.utf8.count)
        var low = 0
        var high = lineStarts.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if lineStarts[middle] <= bounded { low = middle } else { high = middle - 1 }
        }
        let column = characters(from: lineStarts[low], to: bounded)
        return SourcePosition(line: low + 1, column: column + 1)
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
        var bytes = text.utf8.dropFirst(start).prefix(end - start)
        // Only the end goes: a carriage return elsewhere is a character of the line, and columns count it.
        if bytes.last == 0x0A { bytes = bytes.dropLast() }
        if bytes.last == 0x0D { bytes = bytes.dropLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func characters(from start: Int, to end: Int) -> Int {
        String(decoding: text.utf8.dropFirst(start).prefix(end - start), as: UTF8.self).count
    }
}
