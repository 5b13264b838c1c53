import Directory

/// The lines of a text with their places, in whatever way they end.
struct SchemaLines {
    struct Line {
        /// The line without its end.
        let bytes: ArraySlice<UInt8>
        /// Counted from 1.
        let number: Int

        var isBlank: Bool { bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
    }

    private let bytes: ArraySlice<UInt8>
    private var index: Int
    private var number = 0
    /// Inside of a fence, where the text is a page with fenced blocks.
    private var isFenced: Bool?

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    /// Only what stands in fenced blocks (```), where there are any: schema changes are published on such pages.
    static func fenced(_ bytes: ArraySlice<UInt8>) -> SchemaLines {
        var all = SchemaLines(bytes)
        var lines = SchemaLines(bytes)
        while let line = all.next() {
            guard isFence(line.bytes) else { continue }
            lines.isFenced = false
            break
        }
        return lines
    }

    mutating func next() -> Line? {
        while let line = take() {
            guard let fenced = isFenced else { return line }
            if Self.isFence(line.bytes) {
                isFenced = !fenced
                // A block's end is the end of what stands in it.
                return Line(bytes: bytes[line.bytes.endIndex..<line.bytes.endIndex], number: line.number)
            }
            if fenced { return line }
        }
        return nil
    }

    private mutating func take() -> Line? {
        guard index < bytes.endIndex else { return nil }
        let end = bytes[index...].firstIndex(of: 0x0A) ?? bytes.endIndex
        var line = bytes[index..<end]
        while line.last == 0x0D { line = line.dropLast() }
        index = min(end + 1, bytes.endIndex)
        number += 1
        return Line(bytes: line, number: number)
    }

    private static func isFence(_ line: ArraySlice<UInt8>) -> Bool { line.starts(with: "```".utf8) }

    /// The word before a colon at the beginning of a line, in lower case; nothing where there is none.
    static func key(of line: ArraySlice<UInt8>) -> String? {
        let word = line.prefix { ASCII.isKeyCharacter($0) || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ".") }
        guard !word.isEmpty, word.endIndex < line.endIndex, line[word.endIndex] == UInt8(ascii: ":") else { return nil }
        return ASCII.lowercased(String(decoding: word, as: UTF8.self))
    }
}
