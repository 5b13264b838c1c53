import Directory
import DirectorySchema
import SyncRules

/// Finds what the differences of a forest's schema do to its rules.
struct ImpactAnalysis {
    private let before: RuleUsage
    private let after: RuleUsage
    private let effective: [EffectiveChange]

    init(before: [SyncRule], after: [SyncRule], effective: [EffectiveChange]) {
        self.before = RuleUsage(before)
        self.after = RuleUsage(after)
        self.effective = effective
    }

    /// The impact of each difference that has one, in the order of the differences.
    func impacts(of diff: SchemaDiff) -> [SchemaImpact] {
        diff.changes.compactMap { change in
            let impact = change.element == .attribute ? attribute(change) : objectClass(change)
            return impact.effects.isEmpty && impact.inclusion == nil ? nil : impact
        }
    }

    private func attribute(_ change: SchemaChange) -> SchemaImpact {
        let old = before.places(of: change.oldName)
        let new = after.places(of: change.name)
        var effects: [SchemaImpact.Effect] = []
        effects += old.filter { !new.contains($0) }.map { effect(.lost, $0) }
        effects += new.filter { !old.contains($0) }.map { effect(.gained, $0) }
        let kept = new.filter(old.contains)
        switch change.action {
        case .removed:
            // A rule that still names what is gone reads nothing there.
            effects += after.places(of: change.oldName).map { effect(.broken, $0) }
        case .modified, .renamed:
            effects += kept.map { effect(Self.breaks(change) ? .broken : .touched, $0) }
        case .added: effects += kept.map { effect(.touched, $0) }
        }
        return SchemaImpact(change: change, effects: sorted(effects), inclusion: inclusion(change))
    }

    private func objectClass(_ change: SchemaChange) -> SchemaImpact {
        var effects: [SchemaImpact.Effect] = []
        let (old, new) = (before.rules(for: change.oldName), after.rules(for: change.name))
        effects += old.filter { !new.contains($0) }.map { SchemaImpact.Effect(kind: .lost, rule: $0, part: "rule") }
        effects += new.filter { !old.contains($0) }.map { SchemaImpact.Effect(kind: .gained, rule: $0, part: "rule") }
        if change.action == .removed {
            effects += new.map { SchemaImpact.Effect(kind: .broken, rule: $0, part: "rule") }
        }
        // What entries of the class may hold decides about the parts of rules for it, and for the classes that inherit.
        let classes = effective.filter { $0.objectClass == change.name || brings(change.name, to: $0) }
        for one in classes {
            effects += parts(one.gained.map(\.attribute), one.objectClass, .gained, in: after, not: before)
            effects += parts(one.lost.map(\.attribute), one.objectClass, .lost, in: before, not: after)
        }
        return SchemaImpact(change: change, effects: sorted(effects), inclusion: nil)
    }

    private func brings(_ source: AttributeName, to change: EffectiveChange) -> Bool {
        change.gained.contains { $0.through == source } || change.lost.contains { $0.through == source }
    }

    private func parts(
        _ attributes: [AttributeName],
        _ objectClass: AttributeName,
        _ kind: SchemaImpact.Effect.Kind,
        in usage: RuleUsage,
        not other: RuleUsage
    ) -> [SchemaImpact.Effect] {
        attributes.flatMap { attribute in
            let known = other.places(of: attribute)
            return usage.places(of: attribute).filter { $0.objectClass == objectClass && !known.contains($0) }
                .map { effect(kind, $0) }
        }
    }

    private func inclusion(_ change: SchemaChange) -> SchemaImpact.Inclusion? {
        switch (before.uses(change.oldName), after.uses(change.name)) {
        case (false, true): .begins
        case (true, false): .ends
        default: nil
        }
    }

    /// Another kind of values, or one where there were many: what reads them cannot do what it did.
    private static func breaks(_ change: SchemaChange) -> Bool {
        change.facet(.syntax) != nil || change.facet(.singleValued)?.to == .flag(true)
    }

    private func effect(_ kind: SchemaImpact.Effect.Kind, _ place: RuleUsage.Place) -> SchemaImpact.Effect {
        SchemaImpact.Effect(kind: kind, rule: place.rule, part: place.part)
    }

    private func sorted(_ effects: [SchemaImpact.Effect]) -> [SchemaImpact.Effect] {
        let order = SchemaImpact.Effect.Kind.allCases
        var seen: Set<SchemaImpact.Effect> = []
        let distinct = effects.filter { seen.insert($0).inserted }
        return order.flatMap { kind in distinct.filter { $0.kind == kind } }
    }
}
