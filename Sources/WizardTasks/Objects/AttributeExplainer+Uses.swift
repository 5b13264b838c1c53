import Directory
import SyncEngine
import SyncRules

/// Attributes that rules only look at: in scopes, in joins, in conditions of expressions. They are imported as those that flow.
extension AttributeExplainer {
    /// Where rules look at it, each once: those for the object's own class where there are any.
    var uses: [String] {
        var (own, others): ([String], [String]) = ([], [])
        for member in context.subject.members {
            let rules = context.rules.active.rules(of: member.identity.connector).filter { rule in
                rule.direction == .inbound || rule.joins.joined().contains { $0.connectorAttribute == attribute }
            }
            for place in RuleUsage(rules).places(of: attribute) {
                let text = "\(place.part) of \(place.rule)"
                if place.objectClass == member.objectClass { own.append(text) } else { others.append(text) }
            }
        }
        var seen: Set<String> = []
        return (own.isEmpty ? others : own).filter { seen.insert($0).inserted }
    }

    /// The first few of these, as they go on in a sentence.
    var usesInShort: String {
        let all = uses
        let more = all.count > 3 ? " and \(all.count - 3) more" : ""
        return all.prefix(3).joined(separator: ", ") + more
    }

    /// Whether an import reads it of the object's forests for no other reason than that rules write it there.
    var isWrittenBack: Bool {
        context.subject.members.contains { context.isIncluded(attribute, $0.identity.connector) }
    }

    /// That it is imported, with the values that it has and the rules that look at them.
    func lookedAt() -> Step {
        let values = context.subject.members.map { member in
            let shown = ExplanationText.values(context.values(attribute, of: member.entry), of: attribute)
            return "\(attribute) of \(context.name(of: member)) is \(shown)"
        }
        return context.step(.inclusion, .passes, "Rules look at it to decide.", values + uses)
    }
}
