import Diagnostics
import Directory
import DirectorySchema
import WizardTasks

/// What the differences of a forest do to its rules, for people: worst first, a line for each difference.
struct ImpactText {
    private static let shown = 12
    private let impacts: [SchemaImpact]
    private let listsAll: Bool
    private let style: Style

    init(_ impacts: [SchemaImpact], listsAll: Bool, _ style: Style) {
        let order = SchemaImpact.Effect.Kind.allCases
        func rank(_ impact: SchemaImpact) -> Int {
            impact.effects.first.flatMap { order.firstIndex(of: $0.kind) } ?? order.count
        }
        self.impacts = impacts.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
            .map(\.element)
        self.listsAll = listsAll
        self.style = style
    }

    var lines: [String] {
        guard !impacts.isEmpty else { return [] }
        let some = listsAll ? impacts[...] : impacts.prefix(Self.shown)
        var lines = ["  " + style.strong("what that does to rules")]
        lines += some.map { "      " + line($0) }
        if impacts.count > some.count { lines.append("      and \(impacts.count - some.count) more; --all lists them") }
        return lines
    }

    private func line(_ impact: SchemaImpact) -> String {
        let parts = SchemaImpact.Effect.Kind.allCases.compactMap { kind -> String? in
            let effects = impact.effects.filter { $0.kind == kind }
            return effects.isEmpty ? nil : marked(kind) + " " + text(effects)
        }
        let inclusion = impact.inclusion.map { $0 == .begins ? "read from now on" : "not read any more" }
        let name = Terminal.visible("\(impact.change.element.rawValue) \(impact.change.name)")
        return name + ": " + (parts + [inclusion].compactMap { $0 }).joined(separator: "; ")
    }

    private func marked(_ kind: SchemaImpact.Effect.Kind) -> String {
        switch kind {
        case .broken: style.bad("! breaks")
        case .lost: style.bad("- loses")
        case .gained: style.good("+ gains")
        case .touched: style.attention("~ touches")
        }
    }

    /// `flow mail of "In from AD - User Common"`, `12 flows of "…"`, `34 parts of 5 rules`.
    private func text(_ effects: [SchemaImpact.Effect]) -> String {
        let rules = effects.map(\.rule).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        guard rules.count <= 3 || listsAll else {
            return "\(WordList.count(effects.count, "part")) of \(WordList.count(rules.count, "rule"))"
        }
        return rules.map { rule in
            let parts = effects.filter { $0.rule == rule }.map(\.part)
            let name = "\"\(Terminal.visible(rule))\""
            if parts == ["rule"] { return name }
            return (parts.count <= 2 || listsAll ? WordList.join(parts) : "\(parts.count) parts") + " of " + name
        }.joined(separator: ", ")
    }
}
