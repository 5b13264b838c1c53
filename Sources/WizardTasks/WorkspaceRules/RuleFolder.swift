import Diagnostics
import Foundation
import SQLiteStore
import SyncRules

/// The folder `rules` of a workspace: what people changed of the standard rules, and the rules that they made.
struct RuleFolder: Sendable, Hashable {
    /// One file with what it says.
    struct Entry: Sendable, Hashable {
        /// Its path, from the workspace.
        let path: String
        /// What it says.
        let content: RuleFileContent
        /// Its text.
        let text: String
    }

    /// The folder's name in a workspace.
    static let name = "rules"

    /// The files, in the order of their paths.
    var entries: [Entry] = []

    /// Reads every file; the mistakes of all of them come together.
    ///
    /// `waiting` are texts that are committed and may not have reached their files.
    static func read(
        _ workspace: WorkspaceFolder,
        _ connectors: RuleFileConnectors,
        waiting: [WaitingFile]
    ) throws(TaskError) -> RuleFolder {
        let committed = Dictionary(waiting.map { ($0.path, $0.text) }, uniquingKeysWith: { _, last in last })
        var result = RuleFolder()
        var diagnostics: [Diagnostic] = []
        for path in Set(try paths(in: workspace) + committed.keys).sorted() where committed[path] != "" {
            guard
                let text = committed[path] ?? (try? String(contentsOfFile: workspace.resolve(path), encoding: .utf8))
            else {
                throw TaskError(.files, "\(path) cannot be read. May you read it, is it UTF-8 text?")
            }
            let reading = RuleFile.read(SourceText(name: path, text: text), connectors: connectors)
            diagnostics += reading.diagnostics.filter { $0.severity == .error }
            if let content = reading.content {
                result.entries.append(Entry(path: path, content: content, text: text))
            }
        }
        diagnostics += result.contradictions
        guard diagnostics.isEmpty else { throw TaskError(.configuration, DiagnosticRenderer.render(diagnostics)) }
        return result
    }

    /// Refuses files that speak of a standard rule that nobody has heard of: they would take nothing away, unnoticed.
    func refuseUnknownTags(besides tags: Set<String>) throws {
        let known = Set(tags.map { RuleMergeSubject.key(ofTag: $0).lowercased() })
        let changes = entries.compactMap { entry -> (Entry, String)? in
            guard case .change(let change) = entry.content else { return nil }
            return known.contains(RuleMergeSubject.key(ofTag: change.tag).lowercased()) ? nil : (entry, change.tag)
        }
        guard !changes.isEmpty else { return }
        let templates = try RuleCatalogue.standard().templates.map(\.tag)
        let all = Set(templates.map { RuleMergeSubject.key(ofTag: $0).lowercased() })
        let wrong = changes.filter { !all.contains(RuleMergeSubject.key(ofTag: $0.1).lowercased()) }
        guard !wrong.isEmpty else { return }
        let diagnostics = wrong.map { entry, tag in
            Diagnostic(
                "RFL031",
                .error,
                "there is no standard rule of the tag \(tag)",
                at: SourceRange(0, 1),
                in: SourceText(name: entry.path, text: entry.text),
                notes: ["`dryad rules catalogue` lists the tags"]
            )
        }
        throw TaskError(.configuration, DiagnosticRenderer.render(diagnostics))
    }

    /// Files that say something of a rule that another file holds, or takes away too: nobody could tell which counts.
    private var contradictions: [Diagnostic] {
        let subjects = entries.map { entry -> RuleMergeSubject in
            switch entry.content {
            case .rule(let rule): RuleMergeSubject(rule)
            case .change(let change): RuleMergeSubject(change)
            }
        }
        return entries.indices.compactMap { place -> Diagnostic? in
            guard case .change(let change) = entries[place].content,
                let other = entries.indices.first(where: { $0 != place && subjects[$0].isSame(as: subjects[place]) })
            else { return nil }
            let message =
                "the rule \(change.tag) is \(change.action.rawValue) here, and \(entries[other].path) speaks of it too"
            let source = SourceText(name: entries[place].path, text: entries[place].text)
            return Diagnostic("RFL030", .error, message, at: SourceRange(0, 1), in: source)
        }
    }

    private static func paths(in workspace: WorkspaceFolder) throws(TaskError) -> [String] {
        let folder = workspace.resolve(name)
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        guard let walk = FileManager.default.enumerator(atPath: folder) else {
            throw TaskError(.files, "The folder \(folder) cannot be read. May you read it?")
        }
        var paths: [String] = []
        while let path = walk.nextObject() as? String {
            if path.hasSuffix(".yaml") || path.hasSuffix(".yml") { paths.append("\(name)/\(path)") }
        }
        return paths
    }

    /// The file that holds a rule; one that is free where none does.
    func path(for rule: PortableRule, connector: String) -> String {
        let subject = RuleMergeSubject(rule)
        let held = entries.first { entry in
            guard case .rule(let other) = entry.content else { return false }
            return RuleMergeSubject(other).isSame(as: subject)
        }
        if let held { return held.path }
        let place = connector.split(separator: "/").map { Self.word(String($0)) }.joined(separator: "/")
        let base = "\(Self.name)/\(place)/\(Self.word(rule.name))"
        let taken = Set(entries.map { $0.path.lowercased() })
        return (1...).lazy.map { $0 == 1 ? "\(base).yaml" : "\(base)-\($0).yaml" }.first { !taken.contains($0) }
            ?? "\(base).yaml"
    }

    /// A name as files have it: small letters, digits and hyphens.
    private static func word(_ text: String) -> String {
        var word = ""
        for character in text.lowercased() {
            if character.isASCII, character.isLetter || character.isNumber || character == "." {
                word.append(character)
            } else if !word.isEmpty, word.last != "-" {
                word.append("-")
            }
        }
        let trimmed = word.drop { $0 == "." || $0 == "-" }
        return trimmed.isEmpty ? "rule" : String(trimmed.last == "-" ? trimmed.dropLast() : trimmed)
    }
}

extension RuleMergeSubject {
    /// Whether both speak of one rule, whatever it is called now.
    func isSame(as other: RuleMergeSubject) -> Bool {
        connector.lowercased() == other.connector.lowercased() && key.lowercased() == other.key.lowercased()
    }
}
