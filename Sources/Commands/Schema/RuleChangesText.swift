import Diagnostics
import SyncRules

/// The rules that appear, change and go, each with its reason, forest by forest.
struct RuleChangesText {
    private let diff: RuleDiff
    private let names: [(connector: ConnectorID, name: String)]
    private let style: Style

    init(_ diff: RuleDiff, names: [(connector: ConnectorID, name: String)], _ style: Style) {
        self.diff = diff
        self.names = names
        self.style = style
    }

    var text: String {
        var parts: [String] = []
        for (connector, name) in names + [(ConnectorID.tenant, "the tenant")] {
            let changes = diff.changes(of: connector)
            guard !changes.isEmpty else { continue }
            parts.append(([style.strong("rules of \(name)")] + lines(changes)).joined(separator: "\n"))
        }
        if diff.renumbered > 0 {
            parts.append(
                "\(WordList.count(diff.renumbered, "rule")) only got another precedence number; their order stays."
            )
        }
        return parts.joined(separator: "\n\n")
    }

    private func lines(_ changes: [RuleChange]) -> [String] {
        let order: [RuleChange.Action] = [.goes, .appears, .changes]
        return order.flatMap { action in
            let same = changes.filter { $0.action == action }
            // Rules that share a reason stand together under it, in their own order.
            let reasons = same.map(reason).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            return reasons.flatMap { reason -> [String] in
                let head =
                    "  " + marked(action) + (reason.isEmpty ? "" : style.faint(" because \(Terminal.visible(reason))"))
                return [head] + same.filter { self.reason($0) == reason }.map { "      \($0.name)  (\(size($0)))" }
            }
        }
    }

    private func marked(_ action: RuleChange.Action) -> String {
        switch action {
        case .appears: style.good("+ appears")
        case .goes: style.bad("- goes")
        case .changes: style.attention("~ changes")
        }
    }

    private func reason(_ change: RuleChange) -> String {
        change.action == .changes ? reasons(change) : change.reason
    }

    private func size(_ change: RuleChange) -> String {
        change.action == .changes ? summary(change) : WordList.count(change.flowCount, "flow")
    }

    private func summary(_ change: RuleChange) -> String {
        let came = change.parts.count { $0.from == nil }
        let went = change.parts.count { $0.to == nil }
        let other = change.parts.count - came - went
        return [(came, "more"), (went, "fewer"), (other, "different")].filter { $0.0 > 0 }
            .map { "\(WordList.count($0.0, "part")) \($0.1)" }.joined(separator: ", ")
    }

    /// The first few reasons: a rule may change for fifty attributes at once.
    private func reasons(_ change: RuleChange) -> String {
        let all = Set(change.parts.compactMap(\.reason)).sorted()
        return all.count <= 2
            ? all.joined(separator: "; ") : all.prefix(2).joined(separator: "; ") + " and \(all.count - 2) more"
    }
}
