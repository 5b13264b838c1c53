import Directory
import DirectorySchema
import SyncEngine
import SyncRules

/// What the cached schemas let be read of an attribute.
extension AttributeExplainer {
    /// What the cached schema of one object's forest lacks on the attribute's way, and what it has.
    private struct Finding {
        /// That it does not have the attribute itself, where that has no other way.
        var own: [String] = []
        /// The rules and parts of rules that are not there.
        var left: [String] = []
        /// What rules read and it does not have.
        var lost: [String] = []
        /// What rules read and it has.
        var held: [String] = []

        mutating func add(_ other: Finding) {
            own += other.own
            left += other.left
            lost += other.lost
            held += other.held
        }
    }

    /// Whether the cached schemas have what the attribute is read from, and let the rules be that would bring it.
    func cache() -> Step {
        var found = Finding()
        for member in context.subject.members {
            if let one = finding(of: member) { found.add(one) }
        }
        let missing = found.own + found.left + found.lost
        guard let first = missing.first else {
            return context.step(.cache, .passes, "The cached schema has what rules read.", found.held)
        }
        let hasWay = context.subject.sources.contains { path.hasWay(from: $0) }
        let isCutOff = hasWay ? found.left.isEmpty && found.held.isEmpty : !found.own.isEmpty || !found.left.isEmpty
        let isLost = path.target != attribute && !found.own.isEmpty && !context.subject.members.contains(where: hasOwn)
        guard isCutOff || isLost else {
            return context.step(
                .cache,
                .notice,
                "Some of what rules read is not in the cached schema.",
                missing + found.held
            )
        }
        return context.step(
            .cache,
            giver == nil ? .stops : .notice,
            "\(first.prefix(1).uppercased())\(first.dropFirst()). `dryad schema refresh` shows whether the forest has it now.",
            missing + found.held
        )
    }

    /// Whether the cached schema of an object's forest has the attribute.
    private func hasOwn(_ member: ConnectorSpaceObject) -> Bool {
        context.rules.schema(of: member.identity.connector)?.attribute(attribute) != nil
    }

    private func finding(of member: ConnectorSpaceObject) -> Finding? {
        guard let schema = context.rules.schema(of: member.identity.connector) else { return nil }
        let forest = context.name(of: member)
        let absent = absentRules(for: member)
        let omitted = omissions(for: member)
        let sources = path.sources(of: member)
        var found = Finding()
        let isMissed =
            path.isUnknown || path.isRead(of: member) || omitted.contains { $0.omission.missing == attribute }
            || absent.contains { gap in
                gap.flows.contains { FlowReferences.attributes(carriedBy: $0.source).contains(attribute) }
            }
        if schema.attribute(attribute) == nil, isMissed {
            found.own.append("the cached schema of \(forest) does not have \(attribute)")
        }
        found.left = absent.map { "\($0.name) of \(forest) is not there, since \($0.reason)" }
        found.left += omitted.map {
            "\($0.rule) of \(forest) is without \($0.omission.part), since the schema does not allow \($0.omission.missing)"
        }
        for name in sources where name != attribute || found.own.isEmpty {
            if schema.attribute(name) == nil {
                found.lost.append("the cached schema of \(forest) does not have \(name)")
            } else {
                found.held.append("the cached schema of \(forest) has \(name)")
            }
        }
        return found
    }

    /// The rules for an object's class that would bring the attribute, where none that runs does.
    private func absentRules(for member: ConnectorSpaceObject) -> [SchemaGap] {
        guard !path.hasWay(from: member) else { return [] }
        return gaps.filter { gap in
            gap.identity.connector == member.identity.connector && gap.objectClass == member.objectClass
                && gap.flows.contains(where: path.wants)
        }
    }

    /// What is left out of the rules for an object's class.
    private func omissions(
        for member: ConnectorSpaceObject
    ) -> [(rule: String, omission: GenerationDecision.Omission)] {
        let rules = context.rules.generated.rules(of: member.identity.connector).filter { rule in
            rule.direction == .inbound && rule.sourceClass == member.objectClass
        }
        let identities = Set(rules.map(\.identity))
        return context.rules.generated.decisions.filter { identities.contains($0.identity) }.flatMap { decision in
            decision.omissions.filter(path.means).map { (rule: decision.name, omission: $0) }
        }
    }
}
