import Directory

/// Finds the template that somebody's own rule was copied from.
struct CloneFinder {
    private struct Candidate {
        let slot: RuleSlot
        let name: String
        let connector: String
        let direction: PortableRule.Direction
        let classes: [String]
        let flows: Set<String>
    }

    private let candidates: [Candidate]

    /// Prepares for the rules that were generated before.
    init(_ slots: [RuleSlot]) {
        candidates = slots.compactMap { slot in
            guard let base = slot.base else { return nil }
            return Candidate(
                slot: slot,
                name: ASCII.lowercased(base.name),
                connector: ASCII.lowercased(base.connector),
                direction: base.direction,
                classes: Self.classes(base),
                flows: Self.flows(base)
            )
        }
    }

    /// The template of a rule: the one whose name it has, with a word such as `Copy` beside it; else the one of its classes
    /// with which it shares more than half of the flows of either; nothing where it is no copy.
    func template(of rule: PortableRule) -> RuleSlot? {
        let connector = ASCII.lowercased(rule.connector)
        let same = candidates.filter { $0.connector == connector && $0.direction == rule.direction }
        guard !same.isEmpty else { return nil }
        let name = ASCII.lowercased(rule.name)
        let named = same.filter { Self.isCopy(name, of: $0.name) }
        if let longest = named.max(by: { $0.name.utf8.count < $1.name.utf8.count }) { return longest.slot }
        let (classes, flows) = (Self.classes(rule), Self.flows(rule))
        var best: (slot: RuleSlot, shared: Int)?
        for candidate in same where candidate.classes == classes {
            let shared = candidate.flows.intersection(flows).count
            // One flow in common is chance.
            guard shared > 1, shared * 2 > candidate.flows.count, shared * 2 > flows.count else { continue }
            if shared > best?.shared ?? 0 { best = (candidate.slot, shared) }
        }
        return best?.slot
    }

    /// Whether a name is another with `Copy of` or `Clone of` before it, or `- Copy`, `(Clone)`, `Copy 2` behind it.
    static func isCopy(_ name: String, of original: String) -> Bool {
        if original.isEmpty { return false }
        if name == original { return true }
        if name.hasPrefix(original) {
            let rest = name.dropFirst(original.count).split { !$0.isLetter }
            return rest.first.map { ["copy", "clone", "cloned"].contains($0) } ?? false
        }
        guard name.hasSuffix(original) else { return false }
        let rest = name.dropLast(original.count).split { !$0.isLetter }
        return rest == ["copy", "of"] || rest == ["clone", "of"]
    }

    private static func classes(_ rule: PortableRule) -> [String] {
        [ASCII.lowercased(rule.sourceObjectType), ASCII.lowercased(rule.targetObjectType)]
    }

    private static func flows(_ rule: PortableRule) -> Set<String> {
        Set(rule.mappings.map { ASCII.lowercased($0.destination) + "\n" + RuleParts.meaning($0) })
    }
}
