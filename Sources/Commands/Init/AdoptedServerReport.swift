import Diagnostics
import SyncRules
import WizardTasks

/// What `dryad init --from-entra` made of a server's configuration.
struct AdoptedServerReport: Report {
    static let kind = "init.server"
    let result: AdoptedServer
    private let folder: String

    init(result: AdoptedServer, folder: String) {
        self.result = result
        self.folder = folder
    }

    func text(_ style: Style) -> String {
        let server = result.server.map { "the server \($0)" } ?? "the server"
        let build = result.build.map { " (build \($0))" } ?? ""
        let own = result.rules - result.standard
        var lines = [
            "A workspace of \(server)\(build) in \(folder): \(WordList.join(result.forests)).",
            result.standard == 0
                ? "It has no standard rule and \(WordList.count(own, "rule")) of its own."
                : "\(result.known) of \(WordList.count(result.standard, "standard rule")) known to the catalogue"
                    + (own > 0 ? ", \(WordList.count(own, "rule")) of your own" : "") + ".",
        ].map(Terminal.visible)
        if !result.unknown.isEmpty {
            lines.append("Not known, and left untouched:")
            lines += result.unknown.map { "  " + Terminal.visible($0) }
        }
        lines += result.notes.map { style.attention("~ ") + Terminal.visible($0) }
        lines.append(differences(style))
        lines.append(
            "Next: `dryad schema refresh` says what a refresh would change on that server. Dryad changes nothing there."
        )
        return lines.joined(separator: "\n")
    }

    private func differences(_ style: Style) -> String {
        guard !result.differences.isEmpty else {
            return "Its rules are the ones that are generated for its schema and options."
        }
        let kinds: [(PortableRuleChange.Action, one: String, many: String)] = [
            (.modified, "says something else", "say something else"),
            (.added, "is the server's alone", "are the server's alone"),
            (.removed, "is not on the server", "are not on the server"),
        ]
        var lines = ["Beside the rules that are generated for its schema and options (no plan has any of this):"]
        for (action, one, many) in kinds {
            let same = result.differences.filter { $0.action == action }
            guard !same.isEmpty else { continue }
            lines.append("  \(WordList.count(same.count, "rule")) \(same.count == 1 ? one : many):")
            lines += same.prefix(8).map { change in
                let parts = change.parts.isEmpty ? "" : "  (\(WordList.count(change.parts.count, "part")))"
                return "      " + Terminal.visible("\(change.rule) of \(change.connector)") + style.faint(parts)
            }
            if same.count > 8 { lines.append("      and \(same.count - 8) more; --output json has all") }
        }
        return lines.joined(separator: "\n")
    }
}
