import Directory

/// Cuts a `.schema` file of slapd (slapd.conf(5)) into its definitions.
///
/// A definition goes from its keyword to the parenthesis that closes it, over as many lines as it takes.
struct SlapdSchemaScanner {
    /// What one line, or one definition, says.
    enum Statement {
        case definition(DefinitionKind, text: ArraySlice<UInt8>, line: Int)
        case macro(String, line: Int)
        case other(text: String, line: Int, offset: Int)
    }

    private let bytes: ArraySlice<UInt8>
    private(set) var statements: [Statement] = []

    private init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    static func scan(_ bytes: ArraySlice<UInt8>) -> [Statement] {
        var scanner = SlapdSchemaScanner(bytes)
        scanner.run()
        return scanner.statements
    }

    private mutating func run() {
        var lines = SchemaLines(bytes)
        // Where the statement before this line ends: lines of a definition that was taken whole are passed over.
        var taken = bytes.startIndex
        while let line = lines.next() {
            guard line.bytes.startIndex >= taken, !line.isBlank else { continue }
            let text = line.bytes.drop { $0 == 0x20 || $0 == 0x09 }
            guard text.first != UInt8(ascii: "#") else { continue }
            guard let (word, rest) = Self.keyword(of: text) else {
                if let definition = misspelt(text, line.number) {
                    statements.append(.definition(definition.kind, text: definition.text, line: line.number))
                    taken = definition.text.endIndex
                }
                let shown = String(decoding: text, as: UTF8.self)
                statements.append(.other(text: shown, line: line.number, offset: text.startIndex))
                continue
            }
            if word == "objectidentifier" {
                statements.append(.macro(Self.withoutColon(rest), line: line.number))
                continue
            }
            guard let kind = DefinitionKind(word: word) else { continue }
            let end = extent(from: rest.startIndex)
            let from = bytes[rest.startIndex..<end].firstIndex(of: UInt8(ascii: "(")) ?? rest.startIndex
            statements.append(.definition(kind, text: bytes[from..<end], line: line.number))
            taken = end
        }
    }

    /// A definition behind a word that is no keyword: its fields tell what it defines.
    private func misspelt(_ line: ArraySlice<UInt8>, _ number: Int) -> (kind: DefinitionKind, text: ArraySlice<UInt8>)?
    {
        let rest = line.drop { ASCII.isLetter($0) }.drop { $0 == 0x20 || $0 == 0x09 }
        guard rest.startIndex > line.startIndex, rest.first == UInt8(ascii: "(") else { return nil }
        let text = bytes[rest.startIndex..<extent(from: rest.startIndex)]
        return (FileDefinition.kind(of: text), text)
    }

    /// The end of the definition that begins here; one that does not close ends before the next keyword.
    private func extent(from start: Int) -> Int {
        var next = SchemaLines(bytes[start...])
        _ = next.next()
        var limit = bytes.endIndex
        while let line = next.next() {
            guard let first = line.bytes.first, first != 0x20, first != 0x09, first != UInt8(ascii: "#") else {
                continue
            }
            if Self.keyword(of: line.bytes) != nil {
                limit = line.bytes.startIndex
                break
            }
        }
        if let end = DefinitionExtent.end(of: bytes[start..<limit]) { return end }
        // What follows a definition that does not close is not part of it.
        var end = limit
        while end > start, DefinitionReader.isBlank(bytes[end - 1]) { end -= 1 }
        return end
    }

    /// The keyword at the beginning of a line in lower case, and what follows.
    static func keyword(of line: ArraySlice<UInt8>) -> (word: String, rest: ArraySlice<UInt8>)? {
        let word = line.prefix { ASCII.isLetter($0) }
        let name = ASCII.lowercased(String(decoding: word, as: UTF8.self))
        guard name == "objectidentifier" || DefinitionKind(word: name) != nil else { return nil }
        let rest = line[word.endIndex...]
        guard let next = rest.first, next == 0x20 || next == 0x09 || "(:=".utf8.contains(next) else { return nil }
        return (name, rest)
    }

    private static func withoutColon(_ rest: ArraySlice<UInt8>) -> String {
        String(decoding: rest.drop { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=") }, as: UTF8.self)
    }
}
