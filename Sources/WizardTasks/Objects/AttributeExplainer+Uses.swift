import Directory
import SyncEngine
import SyncRules

/// Attributes that rules only look at: in scopes, in joins, in conditions of expressions. They are imported as those that flow.
extension AttributeExplainer {
    /// Where rules look at it: for the object's own class where there are any, and else for others.
    var uses: [String] {
        let (own, others) = places
        return own.isEmpty ? others : own
    }

    /// Whether rules look at it of objects of other classes alone: it is imported, and nothing comes of it here.
    var isOfOtherClasses: Bool {
        let (own, others) = places
        return own.isEmpty && !others.isEmpty
    }

    /// Where rules look at it, each once: for the object's own class, and for others.
    private var places: (own: [String], others: [String]) {
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
        func once(_ texts: [String]) -> [String] {
            var seen: Set<String> = []
            return texts.filter { seen.insert($0).inserted }
        }
        return (once(own), once(others))
    }

    /// That rules for other classes alone read it.
    func readOfOthers() -> Step {
        let classes = Set(context.subject.members.map(\.objectClass)).sorted().map(\.spelling)
        return context.step(
            .scope,
            .stops,
            "No rule for objects of the class \(classes.joined(separator: " or ")) reads \(attribute), and those for other "
                + "classes do: \(usesInShort)."
        )
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
        return context.step(
            .inclusion,
            .passes,
            isOfOtherClasses ? "Rules read it of objects of other classes." : "Rules look at it to decide.",
            values + uses
        )
    }
}
