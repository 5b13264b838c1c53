import Directory
import DirectorySchema
import WizardTasks

/// One difference of a forest's schema, with what it does to rules.
struct DifferenceRow {
    /// What it does to one rule.
    struct RuleEffect {
        let kind: SchemaImpact.Effect.Kind
        let rule: String
        /// The parts of the rule; none where it is the whole rule.
        let parts: [String]
    }

    let change: SchemaChange
    let facets: [Phrase]
    let effects: [RuleEffect]
    let inclusion: Phrase?
    /// The kinds of effects, worst first.
    let kinds: [SchemaImpact.Effect.Kind]

    init(_ change: SchemaChange, _ impact: SchemaImpact?) {
        self.change = change
        // The name of what comes or goes stands beside it already.
        let own: Set = [change.name.spelling]
        facets = change.facets.filter { $0.facet != .names || Set(($0.to ?? $0.from)?.names ?? []) != own }
            .map { FacetPhrase.phrase($0, describes: change.action == .added || change.action == .removed) }
        var effects: [RuleEffect] = []
        for kind in SchemaImpact.Effect.Kind.allCases {
            let same = (impact?.effects ?? []).filter { $0.kind == kind }
            let rules = same.map(\.rule).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            effects += rules.map { rule in
                let parts = same.filter { $0.rule == rule }.map(\.part)
                return RuleEffect(kind: kind, rule: rule, parts: parts == ["rule"] ? [] : parts)
            }
        }
        self.effects = effects
        kinds = SchemaImpact.Effect.Kind.allCases.filter { kind in effects.contains { $0.kind == kind } }
        inclusion = impact?.inclusion.map {
            $0 == .begins ? "imports read it from now on" : "imports do not read it any more"
        }
    }

    /// What it does to rules, a sentence for each rule; nothing where it touches none.
    var effectSentences: [Phrase] {
        effects.map { effect in
            let count = effect.parts.count
            let parts = count > 3 ? Phrase.words("\(count) parts") : effect.parts.map(Phrase.name).listed
            let head = Phrase.words(Wording.mark(effect.kind).word) + " "
            return effect.parts.isEmpty ? head + .name(effect.rule) : head + parts + " of \(effect.rule)"
        } + [inclusion].compactMap { $0 }
    }

    /// Where it stands among others: what breaks rules first, what touches none last.
    var rank: Int {
        let order = SchemaImpact.Effect.Kind.allCases
        guard let worst = kinds.first, let place = order.firstIndex(of: worst) else { return order.count }
        return place
    }
}
