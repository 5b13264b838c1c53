import Directory
import DirectorySchema
import Foundation
import Plans
import SyncRules

/// Points out what of a refresh takes something away.
struct RefreshHazards {
    /// How the sentences call what they speak of.
    private let call: (PlanName, String) -> String
    /// What forests are called that are gone with their rules, by their connectors.
    private let gone: [String: String]

    static func find(
        in forests: [ForestRefresh],
        _ rules: RuleDiff,
        gone: [String: String] = [:],
        called call: @escaping (PlanName, String) -> String = { $1 }
    ) -> [Hazard] {
        RefreshHazards(call: call, gone: gone).hazards(forests, rules)
    }

    private func hazards(_ forests: [ForestRefresh], _ rules: RuleDiff) -> [Hazard] {
        var hazards: [Hazard] = []
        for forest in forests where forest.state == .read {
            if let live = forest.liveForest, let cached = forest.cachedForest, live != cached {
                hazards.append(
                    Hazard(
                        kind: "otherForest",
                        subject: call(.forest, forest.name),
                        sentence: "The live schema of \(call(.forest, forest.name)) says that it is "
                            + "\(call(.forest, live))'s; the cached one is \(call(.forest, cached))'s. "
                            + "Is it the right server or file?"
                    )
                )
            }
            if forest.cachedVersion != nil { hazards += doubts(forest) + schemaHazards(forest) }
        }
        for change in rules.changes where change.action == .goes {
            let connector = change.identity.connector
            let forest = forests.first { $0.connector == connector }?.name ?? gone[connector.text]
            let name = call(.rule, change.name)
            hazards.append(
                Hazard(
                    kind: "removesRule",
                    subject: name,
                    sentence: "The rule \"\(name)\" of \(forest.map { call(.forest, $0) } ?? "tenant") goes: "
                        + "\(call(.reason, change.reason)). Objects that it alone keeps in the tenant would be deleted."
                )
            )
        }
        return hazards
    }

    /// What only seems to be gone must not go unnoticed among what is.
    private func doubts(_ forest: ForestRefresh) -> [Hazard] {
        guard !forest.doubts.isEmpty else { return [] }
        let signs = forest.doubts.map { doubt in
            switch doubt.kind {
            case .openEnd: "its last record is not ended by an empty line, as the others are"
            case .undefinedNames:
                "it names what it does not define and the cached schema does ("
                    + doubt.names.map { call(.attribute, $0) }.joined(separator: ", ")
                    + (doubt.count > doubt.names.count ? " and \(doubt.count - doubt.names.count) more)" : ")")
            case .onlyRemovals: "nothing differs but what is missing"
            }
        }
        let name = call(.forest, forest.name)
        return [
            Hazard(
                kind: "mayBeCut",
                subject: name,
                sentence: "The source of \(name) may have been cut off, and what it lacks goes: "
                    + signs.joined(separator: "; ") + ". Compare it with the original."
            )
        ]
    }

    private func schemaHazards(_ forest: ForestRefresh) -> [Hazard] {
        let broken = Dictionary(
            forest.impacts.map { ($0.change, $0.effects.filter { $0.kind == .broken || $0.kind == .lost }) },
            uniquingKeysWith: { first, _ in first }
        )
        return forest.diff.changes.compactMap { change in
            guard let (kind, what) = takesAway(change) else { return nil }
            let effects = broken[change] ?? []
            let rules = effects.map(\.rule).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            let named = rules.prefix(3).map { "\"\(call(.rule, $0))\"" }.joined(separator: ", ")
            let more = rules.count > 3 ? " and \(rules.count - 3) more" : ""
            let used = rules.isEmpty ? "" : " Rules use it: \(named)\(more)."
            let name = call(.forest, forest.name)
            return Hazard(kind: kind, subject: name, sentence: "In \(name), \(what).\(used)")
        }
    }

    /// What a difference takes away: a definition, room for values, the kind of values that were there.
    private func takesAway(_ change: SchemaChange) -> (kind: String, sentence: String)? {
        let noun = change.element == .objectClass ? "class" : "attribute"
        let kind = change.element == .objectClass ? PlanName.objectClass : .attribute
        let (name, oldName) = (call(kind, change.name.spelling), call(kind, change.oldName.spelling))
        switch change.action {
        case .removed: return ("removes\(noun.capitalized)", "the \(noun) \(name) is gone")
        case .renamed:
            return ("renames\(noun.capitalized)", "the \(noun) \(oldName) is called \(name) now")
        case .added: return nil
        case .modified: break
        }
        if change.facet(.defunct)?.to == .flag(true) {
            return ("retires\(noun.capitalized)", "the \(noun) \(name) has been retired")
        }
        if change.facet(.singleValued)?.to == .flag(true) {
            return ("lowersCardinality", "\(name) can hold one value only, and could hold many")
        }
        if let syntax = change.facet(.syntax) {
            let (from, to) = (syntax.from.map { call(.syntax, "\($0)") }, syntax.to.map { call(.syntax, "\($0)") })
            return ("changesSyntax", "the values of \(name) are of another kind: \(from ?? "none") to \(to ?? "none")")
        }
        if narrows(change) { return ("narrowsAttribute", "values of \(name) have less room than before") }
        return nil
    }

    private func narrows(_ change: SchemaChange) -> Bool {
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
