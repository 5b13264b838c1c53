import Diagnostics
import Directory
import DirectorySchema
import WizardTasks

/// The difference of two schemas; as JSON version 1 of its form.
struct SchemaDiffReport: Report {
    struct Result: Encodable {
        struct Unreadable: Encodable {
            let side: String
            let text: String
            let reason: String
            let place: String
            let offset: Int?
        }

        let version = 1
        let from: String
        let to: String
        let changes: [SchemaChange]
        let effective: [EffectiveChange]
        let unreadable: [Unreadable]
        /// Definitions that one side has and the other may have in one that cannot be read.
        let undecided: [String]
        let problems: [SchemaFileProblem]
    }

    static let kind = "schema.diff"
    static let isEnveloped = false

    let result: Result
    let isCutOff: Bool
    private let diff: SchemaDiff
    private let all: Bool
    private let origins: (String, String)

    init(_ old: ReadSchema, _ new: ReadSchema, all: Bool) {
        diff = SchemaDiff(from: old.snapshot, to: new.snapshot, all: all)
        self.all = all
        isCutOff = old.isCutOff || new.isCutOff
        origins = (old.snapshot.origin.title, new.snapshot.origin.title)
        func unreadable(_ schema: ReadSchema, _ side: String) -> [Result.Unreadable] {
            schema.snapshot.unreadable.map {
                Result.Unreadable(side: side, text: $0.text, reason: $0.reason, place: $0.place, offset: $0.offset)
            }
        }
        result = Result(
            from: old.source,
            to: new.source,
            changes: diff.changes,
            effective: EffectiveChange.between(old.snapshot, new.snapshot, diff),
            unreadable: unreadable(old, "from") + unreadable(new, "to"),
            undecided: diff.unreadable.map(\.spelling),
            problems: old.problems + new.problems
        )
    }

    var isEmpty: Bool { diff.isEmpty && diff.unreadable.isEmpty }

    func text(_ style: Style) -> String {
        var lines = [sentence]
        lines += result.problems.filter(\.isCut).map { style.bad("! \(Terminal.visible($0.place)): \($0.reason).") }
        if !diff.unreadable.isEmpty {
            lines.append(style.bad("! not decided, since a definition cannot be read") + ":")
            lines.append(
                WordList.wrap(
                    diff.unreadable.map { Terminal.visible($0.spelling) },
                    indent: "      ",
                    width: Output.width
                )
            )
        }
        lines += SchemaChangesText(diff, listsNames: true, listsAll: all, style).lines
        lines += EffectiveChangesText(result.effective, listsAll: all, style).lines
        let count = result.unreadable.count
        if count > 0 {
            lines.append(
                style.attention("~ \(WordList.count(count, "definition")) cannot be read")
                    + "; `dryad schema show` lists them."
            )
        }
        return lines.joined(separator: "\n")
    }

    private var sentence: String {
        let (from, to) = (Terminal.visible(result.from), Terminal.visible(result.to))
        let kinds = origins.0 == origins.1 ? "" : " Compared is what both can say: \(origins.0), \(origins.1)."
        guard !diff.isEmpty else { return "Nothing differs from \(from) to \(to).\(kinds)" }
        let parts = SchemaChange.Action.allCases.flatMap { action in
            SchemaChange.Element.allCases.compactMap { element -> String? in
                let count = diff.count(element, action)
                guard count > 0 else { return nil }
                let noun =
                    element == .objectClass
                    ? WordList.count(count, "class", "classes") : WordList.count(count, "attribute")
                return "\(noun) \(action.rawValue)"
            }
        }
        return "From \(from) to \(to): \(WordList.join(parts)).\(kinds)"
    }
}
