import Diagnostics
import Directory
import DirectorySchema
import Foundation
import Yams

/// The decisions about schema differences, in `schema-decisions.yaml` beside `dryad.yaml`.
struct DecisionFile: MarkedReader {
    static let formatVersion = 1

    let source: SourceText
    var diagnostics: [Diagnostic] = []

    private init(_ source: SourceText) { self.source = source }

    /// The decisions; none where there is no file.
    static func load(_ path: String) throws(TaskError) -> [SchemaDecision] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw TaskError(.configuration, "\(path) cannot be read. May you read it, is it UTF-8 text?")
        }
        return try read(SourceText(name: path, text: text))
    }

    static func read(_ source: SourceText) throws(TaskError) -> [SchemaDecision] {
        var file = DecisionFile(source)
        let decisions = file.decisions()
        guard file.diagnostics.isEmpty else {
            throw TaskError(.configuration, DiagnosticRenderer.render(file.diagnostics))
        }
        return decisions
    }

    /// The text of the file; people may edit it.
    static func text(_ decisions: [SchemaDecision]) throws -> String {
        var text = "# What was decided about differences between live and cached schemas.\nversion: \(formatVersion)\n"
        if decisions.isEmpty { return text + "decisions: []\n" }
        let encoder = YAMLEncoder()
        encoder.options.width = -1
        encoder.options.allowUnicode = true
        let lines = try encoder.encode(decisions).split(separator: "\n", omittingEmptySubsequences: false)
        text += "decisions:\n" + lines.map { $0.isEmpty ? "" : "  \($0)" }.joined(separator: "\n")
        return text
    }

    private mutating func decisions() -> [SchemaDecision] {
        guard let root = root() else { return [] }
        check(root, ["version", "decisions"])
        if root["version"]?.int != Self.formatVersion {
            report("CFG003", "version must be \(Self.formatVersion)", root["version"] ?? root)
        }
        guard let list = root["decisions"] else { return [] }
        return self.list(list, "decisions").compactMap { decision($0) }
    }

    private mutating func decision(_ node: Node) -> SchemaDecision? {
        check(node, ["forest", "element", "name", "change", "choice", "until", "who", "when", "why"])
        let choice: SchemaDecision.Choice? = word(node, "choice")
        let until = text(node, "until")
        if choice == .ignore, until.map(Self.isDay) != true {
            report("CFG023", "what is ignored needs a last day, such as until: \"2027-01-31\"", node["until"] ?? node)
            return nil
        }
        let element: SchemaChange.Element? = word(node, "element")
        let change: SchemaChange.Action? = word(node, "change")
        guard let forest = needed(node, "forest"), let name = needed(node, "name"), let choice, let element, let change
        else { return nil }
        return SchemaDecision(
            forest: forest,
            element: element,
            name: AttributeName(name),
            change: change,
            choice: choice,
            until: choice == .ignore ? until : nil,
            who: text(node, "who") ?? "",
            when: text(node, "when") ?? "",
            why: text(node, "why") ?? ""
        )
    }

    private mutating func needed(_ node: Node, _ key: String) -> String? {
        let found = text(node, key)
        if found == nil { report("CFG024", "a decision needs \(key)", node) }
        return found
    }

    private mutating func word<Word: RawRepresentable & CaseIterable>(_ node: Node, _ key: String) -> Word?
    where Word.RawValue == String {
        guard let text = needed(node, key) else { return nil }
        guard let word = Word(rawValue: text) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            report("CFG025", "\(key) is one of \(known)", node[key])
            return nil
        }
        return word
    }

    /// Whether a text is a day of the calendar, as `2027-01-31`.
    static func isDay(_ text: String) -> Bool {
        let style = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
        guard let date = try? style.parse(text) else { return false }
        return date.formatted(style) == text
    }
}
