import DirectorySchema
import Foundation
import Plans
import SyncRules

/// Points out what of a refresh takes something away.
enum RefreshHazards {
    static func find(
        in forests: [ForestRefresh],
        _ rules: RuleDiff,
        _ configuration: WorkspaceConfiguration
    ) -> [Hazard] {
        var hazards: [Hazard] = []
        for forest in forests where forest.state == .read {
            if let live = forest.liveForest, let cached = forest.cachedForest, live != cached {
                hazards.append(
                    Hazard(
                        kind: "otherForest",
                        subject: forest.name,
                        sentence: "The live schema of \(forest.name) says that it is \(live)'s; the cached one is "
                            + "\(cached)'s. Is it the right server or file?"
                    )
                )
            }
            if forest.cachedVersion != nil { hazards += schemaHazards(forest) }
        }
        for change in rules.changes where change.action == .goes {
            let forest = configuration.name(of: change.identity.connector)
            hazards.append(
                Hazard(
                    kind: "removesRule",
                    subject: change.name,
                    sentence: "The rule \"\(change.name)\" of \(forest) goes: \(change.reason). "
                        + "Objects that it alone keeps in the tenant would be deleted."
                )
            )
        }
        return hazards
    }

    private static func schemaHazards(_ forest: ForestRefresh) -> [Hazard] {
        let broken = Dictionary(
            forest.impacts.map { ($0.change, $0.effects.filter { $0.kind == .broken || $0.kind == .lost }) },
            uniquingKeysWith: { first, _ in first }
        )
        return forest.diff.changes.compactMap { change in
            guard let (kind, what) = takesAway(change) else { return nil }
            let effects = broken[change] ?? []
            let rules = effects.map(\.rule).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            let named = rules.prefix(3).map { "\"\($0)\"" }.joined(separator: ", ")
            let more = rules.count > 3 ? " and \(rules.count - 3) more" : ""
            let used = rules.isEmpty ? "" : " Rules use it: \(named)\(more)."
            return Hazard(kind: kind, subject: forest.name, sentence: "In \(forest.name), \(what).\(used)")
        }
    }

    /// What a difference takes away: a definition, room for values, the kind of values that were there.
    private static func takesAway(_ change: SchemaChange) -> (kind: String, sentence: String)? {
        let noun = change.element == .objectClass ? "class" : "attribute"
        switch change.action {
        case .removed: return ("removes\(noun.capitalized)", "the \(noun) \(change.name) is gone")
        case .renamed:
            return ("renames\(noun.capitalized)", "the \(noun) \(change.oldName) is called \(change.name) now")
        case .added: return nil
        case .modified: break
        }
        if change.facet(.defunct)?.to == .flag(true) {
            return ("retires\(noun.capitalized)", "the \(noun) \(change.name) has been retired")
        }
        if change.facet(.singleValued)?.to == .flag(true) {
            return ("lowersCardinality", "\(change.name) can hold one value only, and could hold many")
        }
        if let syntax = change.facet(.syntax) {
            let (from, to) = (syntax.from.map { "\($0)" } ?? "none", syntax.to.map { "\($0)" } ?? "none")
            return ("changesSyntax", "the values of \(change.name) are of another kind: \(from) to \(to)")
        }
        if narrows(change) { return ("narrowsAttribute", "values of \(change.name) have less room than before") }
        return nil
    }

    private static func narrows(_ change: SchemaChange) -> Bool {
        func number(_ value: FacetValue?) -> Int64? { if case .number(let number)? = value { number } else { nil } }
        if let upper = change.facet(.rangeUpper), let to = number(upper.to) {
            if number(upper.from).map({ to < $0 }) ?? true { return true }
        }
        if let lower = change.facet(.rangeLower), let to = number(lower.to) {
            return number(lower.from).map { to > $0 } ?? (to > 0)
        }
        return false
    }
}
