import Directory
import Foundation

/// Cuts LDIF into records, more forgiving than RFC 2849: schema files are written by hand and by scripts.
///
/// Lines of blanks separate records, tabs continue lines, and a definition whose continuations lost their leading blank
/// goes on until its parentheses close. What is no line of LDIF is reported and nothing else is lost by it.
struct RecordScanner {
    /// A line that could not be understood.
    struct Problem {
        let reason: String
        let text: String
        let line: Int
        let offset: Int
    }

    private(set) var records: [SchemaRecord] = []
    private(set) var problems: [Problem] = []
    /// Records that begin without an empty line before them: they are read, and readers by the letter refuse the file.
    private(set) var joined: [Problem] = []
    private var record: SchemaRecord?
    private var isComment = false
    /// The value that is being read: what stands after the colon so far.
    private var open: Open?

    private struct Open {
        let key: String
        let mark: UInt8?
        var bytes: [UInt8]
        let offset: Int
        let line: Int
        private var extent = DefinitionExtent()
        private var scanned = 0
        private var hasParenthesis = false

        init(key: String, mark: UInt8?, bytes: ArraySlice<UInt8>, offset: Int, line: Int) {
            self.key = key
            self.mark = mark
            self.bytes = Array(bytes)
            self.offset = offset
            self.line = line
        }

        /// Whether it is a definition that has not ended.
        mutating func isUnbalanced() -> Bool {
            guard mark == nil, bytes.count < DefinitionReader.lengthLimit, DefinitionKind(word: key) != nil else {
                return false
            }
            // Each byte is looked at once, however many lines there are.
            extent.feed(bytes[scanned...])
            hasParenthesis = hasParenthesis || bytes[scanned...].contains(UInt8(ascii: "("))
            scanned = bytes.count
            return !extent.isClosed && hasParenthesis
        }
    }

    static func scan(_ bytes: ArraySlice<UInt8>) -> RecordScanner {
        var scanner = RecordScanner()
        var lines = SchemaLines.fenced(bytes)
        while let line = lines.next() { scanner.take(line) }
        scanner.endRecord()
        return scanner
    }

    private mutating func take(_ line: SchemaLines.Line) {
        guard let first = line.bytes.first, !line.isBlank else { return endRecord() }
        if first == 0x20 || first == 0x09 {
            guard !isComment else { return }
            if open == nil { return report("a continuation with nothing before it", line) }
            open?.bytes.append(contentsOf: line.bytes.dropFirst())
            return
        }
        if !startsNewDefinition(line.bytes), open?.isUnbalanced() ?? false {
            open?.bytes.append(0x20)
            open?.bytes.append(contentsOf: line.bytes)
            return
        }
        endValue()
        isComment = first == UInt8(ascii: "#")
        if isComment { return }
        if line.bytes.allSatisfy({ $0 == 0x2D || $0 == 0x20 }) {
            if let count = record?.values.count { record?.separators.append(count) }
            return
        }
        guard let key = SchemaLines.key(of: line.bytes) else {
            return report("this line is neither \"attribute: value\" nor a continuation", line)
        }
        let rest = line.bytes.dropFirst(key.utf8.count + 1)
        let mark = rest.first.flatMap { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "<") ? $0 : nil }
        open = Open(
            key: key,
            mark: mark,
            bytes: mark == nil ? rest : rest.dropFirst(),
            offset: line.bytes.startIndex,
            line: line.number
        )
    }

    private func startsNewDefinition(_ line: ArraySlice<UInt8>) -> Bool {
        guard let key = SchemaLines.key(of: line) else { return false }
        return key == "dn" || key == "changetype" || key == "objectclass" || DefinitionKind(word: key) != nil
    }

    private mutating func endValue() {
        guard let value = open else { return }
        open = nil
        var bytes = value.bytes[...]
        bytes = bytes.drop { $0 == 0x20 || $0 == 0x09 }
        if value.mark == UInt8(ascii: ":") {
            let text = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
            guard let data = Data(base64Encoded: text) else {
                return problem("the value of \(value.key) is not base64", text, value.line, value.offset)
            }
            bytes = Array(data)[...]
        } else if value.mark != nil {
            let text = String(decoding: bytes, as: UTF8.self)
            return problem(
                "values from a URL are not read; put the value into the file",
                text,
                value.line,
                value.offset
            )
        }
        let taken = SchemaRecord.Value(key: value.key, bytes: bytes, offset: value.offset, line: value.line)
        if value.key == "dn" {
            // Some scripts leave out the empty line.
            if record != nil {
                endRecord()
                let reason = "a second \"dn:\" stands inside of a record; put an empty line before each record"
                joined.append(Problem(reason: reason, text: taken.text, line: value.line, offset: value.offset))
            }
            record = SchemaRecord(dn: taken.text, line: value.line)
        } else if value.key != "version" || record != nil {
            if record == nil { record = SchemaRecord(line: value.line) }
            record?.values.append(taken)
        }
    }

    private mutating func endRecord() {
        endValue()
        isComment = false
        if let record, record.dn != nil || !record.values.isEmpty { records.append(record) }
        record = nil
    }

    private mutating func report(_ reason: String, _ line: SchemaLines.Line) {
        problem(reason, String(decoding: line.bytes, as: UTF8.self), line.number, line.bytes.startIndex)
    }

    private mutating func problem(_ reason: String, _ text: String, _ line: Int, _ offset: Int) {
        problems.append(Problem(reason: reason, text: text, line: line, offset: offset))
    }
}
