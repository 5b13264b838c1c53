public import Diagnostics

import Foundation

/// Reads LDIF content records (RFC 2849): folded lines, base64 values, comments, `changetype: add`.
///
/// Values by URL (`attr:< file:…`) are refused: a data file must not make the program read other files. What cannot
/// be read becomes a diagnostic with its line, and reading goes on at the next record. Values of one attribute that came in
/// ranges, or as `;binary`, stand under its name.
public struct LDIFReader {
    /// What was read and what was wrong.
    public struct Result: Sendable {
        /// The records that could be read.
        public let records: [LDIFRecord]
        /// Everything that was wrong, in file order.
        public let diagnostics: [Diagnostic]

        /// Whether the file was read whole; a file with errors is not a smaller file.
        public var isComplete: Bool { !diagnostics.contains { $0.severity == .error } }
    }

    /// The largest record, in unfolded bytes, that is taken.
    public static let recordLimit = 64 * 1024 * 1024

    private struct Line {
        var text: [UInt8]
        var start: Int
        var number: Int
    }

    /// What is known of a name that may be an attribute's.
    private struct Known {
        let name: AttributeName
        let hasOptions: Bool
    }

    private let source: SourceText
    /// By their spelling: a file has few names and millions of values.
    private var known: [String: Known] = [:]
    private var records: [LDIFRecord] = []
    private var diagnostics: [Diagnostic] = []
    private var isDamaged = false
    private var hasOptions = false
    private var isSupported = true

    private init(_ source: SourceText) { self.source = source }

    /// Reads a whole text.
    public static func read(_ source: SourceText) -> Result {
        var reader = LDIFReader(source)
        reader.run()
        return Result(records: reader.records, diagnostics: reader.diagnostics)
    }

    private mutating func run() {
        var record: [Line] = []
        var size = 0
        for line in unfolded() {
            if line.text.contains(0x0D) {
                // Taken as part of a value it would swallow the lines of a file that ends them with CR alone.
                report("LDIF007", "a carriage return stands inside of this line; end lines with LF or CR LF", line)
                isDamaged = true
            }
            if line.text.isEmpty {
                finish(record)
                guard isSupported else { return }
                record = []
                size = 0
                continue
            }
            size += line.text.count
            guard size <= Self.recordLimit else {
                report("LDIF004", "this record is larger than \(Self.recordLimit) bytes", line)
                return
            }
            record.append(line)
        }
        finish(record)
    }

    /// Joins continuation lines and drops comments; an empty line stays as the end of a record.
    private func unfolded() -> [Line] {
        var lines: [Line] = []
        var offset = 0
        var number = 0
        var inComment = false
        for raw in source.text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            let start = offset
            offset += raw.count + 1
            let text = raw.last == 0x0D ? raw.dropLast() : raw
            if text.first == 0x20, inComment { continue }
            // In place: a copy for each line of a folded photograph would take hours.
            if text.first == 0x20, let last = lines.indices.last, !lines[last].text.isEmpty {
                lines[last].text.append(contentsOf: text.dropFirst())
                continue
            }
            inComment = text.first == UInt8(ascii: "#")
            if inComment { continue }
            let blank = text.allSatisfy { $0 == 0x20 || $0 == 0x09 }
            lines.append(Line(text: blank ? [] : Array(text), start: start, number: number))
        }
        return lines
    }

    private mutating func finish(_ lines: [Line]) {
        var lines = lines[...]
        defer { isDamaged = false }
        guard !isDamaged else { return }
        hasOptions = false
        if let first = lines.first, let version = split(first), version.known.name == "version" {
            guard version.rest.filter({ $0 != 0x20 }) == Array("1".utf8) else {
                isSupported = false
                return report("LDIF008", "only LDIF of version 1 is supported", first)
            }
            lines = lines.dropFirst()
        }
        guard let first = lines.first else { return }
        guard let head = pair(first) else { return }
        guard head.name == "dn" else {
            return report("LDIF001", "a record must begin with \"dn:\"", first)
        }
        guard let dn = String(validating: head.bytes, as: UTF8.self) else {
            // Repaired, it would be the name of another entry.
            return report("LDIF010", "the name of this record is not UTF-8", first)
        }
        var values: [LDIFRecord.Value] = []
        var whole = true
        for line in lines.dropFirst() {
            guard let value = pair(line) else {
                whole = false
                continue
            }
            if value.name == "dn" {
                // Taken for an attribute, it would give one entry the values of two, and the second would not be there.
                return report(
                    "LDIF009",
                    "a second \"dn:\" stands inside of a record; put an empty line before each record",
                    line
                )
            }
            if value.name == "changetype" {
                guard ASCII.lowercased(String(decoding: value.bytes, as: UTF8.self)) == "add" else {
                    return report("LDIF005", "only records that add an entry are supported here", line)
                }
                continue
            }
            values.append(value)
        }
        if whole {
            let record = LDIFRecord(dn: dn, values: values, line: first.number)
            records.append(hasOptions ? record.resolvingOptions() : record)
        }
    }

    /// What stands before a line's colon and what stands behind it; nothing where there is no attribute's name before it.
    private mutating func split(_ line: Line) -> (known: Known, rest: ArraySlice<UInt8>)? {
        guard let colon = line.text.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let spelling = String(decoding: line.text[..<colon], as: UTF8.self)
        let rest = line.text[(colon + 1)...]
        if let found = known[spelling] { return (found, rest) }
        let name = AttributeName(spelling)
        guard name.isValid else { return nil }
        let found = Known(name: name, hasOptions: name.options != .absent)
        known[spelling] = found
        return (found, rest)
    }

    private mutating func pair(_ line: Line) -> LDIFRecord.Value? {
        guard let (known, rest) = split(line) else {
            report(
                "LDIF002",
                "this line is neither \"attribute: value\" nor a continuation that begins with a blank",
                line
            )
            return nil
        }
        let name = known.name
        if known.hasOptions { hasOptions = true }
        switch rest.first {
        case UInt8(ascii: ":"):
            let text = String(decoding: rest.dropFirst().drop { $0 == 0x20 }, as: UTF8.self)
            guard let data = Data(base64Encoded: text) else {
                report("LDIF003", "the value of \(name) is not base64", line)
                return nil
            }
            return LDIFRecord.Value(name: name, bytes: Array(data))
        case UInt8(ascii: "<"):
            report("LDIF006", "values from a URL are not read; put the value into the file", line)
            return nil
        default:
            return LDIFRecord.Value(name: name, bytes: Array(rest.drop { $0 == 0x20 }))
        }
    }

    private mutating func report(_ code: DiagnosticCode, _ message: String, _ line: Line) {
        let range = SourceRange(line.start, line.start + line.text.count)
        diagnostics.append(Diagnostic(code, .error, message, at: range, in: source))
    }
}
