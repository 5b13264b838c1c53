import DirectorySchema
import Plans
import SyncRules
import WizardTasks

extension PlanOutline {
    /// Everything in one sentence, worst first.
    var summary: Phrase {
        guard !plan.content.isEmpty || !failures.isEmpty else {
            let held = decisions.count(where: \.isHeld)
            return held == 0
                ? "Nothing differs: the cached schemas are the live ones, and the rules fit them."
                : "Nothing is to be done: \(words: WordList.count(held, "difference")) held back by decisions."
        }
        let changed = plan.content.forests.count { $0.changes }
        let head = """
            Refreshing the schema would change \(words: WordList.count(changed, "forest")) and \
            \(words: WordList.count(plan.content.rules.changes.count, "rule"))
            """ as Phrase
        let parts = findings
        return parts.isEmpty ? head + "." : head + ": " + .words(parts.joined(separator: ", ")) + "."
    }

    private var findings: [String] {
        var parts: [String] = []
        if !failures.isEmpty { parts.append(WordList.count(failures.count, "forest") + " could not be read") }
        if !hazards.isEmpty { parts.append(WordList.count(hazards.count, "hazard")) }
        let rows = forests.flatMap(\.differences)
        let nouns = [(SchemaImpact.Effect.Kind.broken, "broken"), (.lost, "lost"), (.gained, "gained")]
        for (kind, word) in nouns {
            // An attribute and the class that allows it both tell of the same part.
            let count = forests.reduce(0) { sum, forest in
                let effects = forest.differences.flatMap(\.effects).filter { $0.kind == kind }
                return sum
                    + Set(
                        effects.flatMap { effect in
                            (effect.parts + [""]).prefix(max(effect.parts.count, 1)).map { [effect.rule, $0] }
                        }
                    ).count
            }
            if count > 0 { parts.append(WordList.count(count, "part") + " of rules " + word) }
        }
        for action in SchemaChange.Action.allCases {
            let same = rows.filter { $0.change.action == action }
            let classes = same.count { $0.change.element == .objectClass }
            let (word, attributes) = (Wording.mark(action).word, same.count - classes)
            if classes > 0 { parts.append(WordList.count(classes, "class", "classes") + " " + word) }
            if attributes > 0 { parts.append(WordList.count(attributes, "attribute") + " " + word) }
        }
        let held = decisions.count(where: \.isHeld)
        if held > 0 { parts.append(WordList.count(held, "difference") + " held back by decisions") }
        return parts
    }
}
