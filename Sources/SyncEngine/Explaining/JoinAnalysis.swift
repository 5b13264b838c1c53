import Directory
import SyncExpressions
public import SyncRules

/// What the joins of all rules find among the objects of all forests, as the values are today.
///
/// A join is made once, when an object comes into scope. What is found here says why objects came together and why others
/// did not; it does not change who belongs to whom.
public struct JoinAnalysis {
    /// How many times an object is thought to have been projected, at most, while others kept what it had made before.
    private static let generations = 16

    private let tracer: RuleTracer
    private let spaces: [(connector: ConnectorID, objects: [ConnectorSpaceObject])]
    private var table: JoinTable
    private var members: [MetaverseID: [ConnectorSpaceObject]] = [:]
    private var classes: [MetaverseID: AttributeName] = [:]

    /// Looks at linked objects; `spaces` are those of forests, in the order of their creation.
    public init(
        _ tracer: RuleTracer,
        spaces: [(connector: ConnectorID, objects: [ConnectorSpaceObject])],
        metaverse: [MetaverseObject]
    ) {
        self.tracer = tracer
        self.spaces = spaces
        let attributes = tracer.joinAttributes
        table = JoinTable(attributes, tracer.table)
        classes = Dictionary(metaverse.map { ($0.identifier, $0.objectClass) }) { first, _ in first }
        for (connector, objects) in spaces {
            for object in objects {
                guard let link = object.link else { continue }
                members[link, default: []].append(object)
                let holder = JoinTable.Holder(metaverse: link, connector: connector)
                for (attribute, value) in tracer.joinValues(of: object, attributes) {
                    table.insert(holder, attribute, value)
                }
            }
        }
    }

    /// The objects that are linked to a metaverse object, in the order of their connectors.
    public func members(of identifier: MetaverseID) -> [ConnectorSpaceObject] { members[identifier] ?? [] }

    /// What the rules that have an object in scope find for it among the objects of other connectors.
    public func traces(of object: ConnectorSpaceObject) -> [JoinTrace] {
        tracer.inScope(object).filter { !$0.joins.isEmpty }.map { rule in
            let groups = rule.joins.enumerated().map { place, group in
                let written = rule.rule.joins.indices.contains(place) ? rule.rule.joins[place] : []
                let clauses = zip(group, written).map { join, clause in self.clause(join, clause, object) }
                let first = clauses.first.map { Set($0.found) } ?? []
                let common = clauses.dropFirst().reduce(first) { $0.intersection($1.found) }
                let fitting = common.filter { id in rule.metaverseClass.map { classes[id] == $0 } ?? true }
                return JoinTrace.Group(clauses: clauses, candidates: fitting.sorted())
            }
            return JoinTrace(rule: rule.rule, groups: groups)
        }
    }

    private func clause(
        _ join: CompiledRule.Join,
        _ clause: JoinClause,
        _ object: ConnectorSpaceObject
    ) -> JoinTrace.Clause {
        let values = object.entry.values(of: join.connector).map { Array($0) }
        let found = values.flatMap { table.holders(of: join.metaverse, join.isCaseSensitive ? .exact : .folded, $0) }
            .filter { $0.connector != object.identity.connector }
        return JoinTrace.Clause(clause: clause, values: values, found: Set(found.map(\.metaverse)).sorted())
    }

    /// What there is to say of an object that stands alone, seen from it: also where the same was said of the other already.
    public func finding(ofOneAlone object: ConnectorSpaceObject) -> JoinFinding? {
        var seen: Set<[MetaverseID]> = []
        return ambiguous(object, &seen) ?? apart(object, &seen)
    }

    /// What there is to say of all objects, in the order of their identities; each pair once.
    public func findings() -> [JoinFinding] {
        var findings: [JoinFinding] = []
        var seen: Set<[MetaverseID]> = []
        var alone: [ConnectorSpaceObject] = []
        for (_, objects) in spaces {
            for object in objects {
                guard let link = object.link, areSeveral(behind: link) else {
                    alone.append(object)
                    continue
                }
                guard first(behind: link)?.identity != object.identity else { continue }
                findings.append(joined(object, members(of: link)))
            }
        }
        // What is ambiguous seen from one side is not a match seen from the other.
        var rest: [ConnectorSpaceObject] = []
        for object in alone {
            if let finding = ambiguous(object, &seen) { findings.append(finding) } else { rest.append(object) }
        }
        findings += rest.compactMap { apart($0, &seen) }
        // In the order of the forests, as they were made: identifiers of connectors say nothing to anybody.
        let order = Dictionary(spaces.enumerated().map { ($0.element.connector, $0.offset) }) { first, _ in first }
        func place(_ finding: JoinFinding) -> Int { order[finding.object.connector] ?? spaces.count }
        return findings.sorted { (place($0), $0.object) < (place($1), $1.object) }
    }

    /// What brings the objects of several forests to one metaverse object, as the values are today: one finding for each
    /// of them but the first.
    public func ways(to identifier: MetaverseID) -> [JoinFinding] {
        guard areSeveral(behind: identifier) else { return [] }
        let all = members(of: identifier)
        let maker = first(behind: identifier)?.identity
        return all.filter { $0.identity != maker }.map { joined($0, all) }
    }

    private func areSeveral(behind identifier: MetaverseID) -> Bool {
        Set(members(of: identifier).map(\.identity.connector)).count > 1
    }

    /// The one that has made the metaverse object, or has stood there longest.
    private func first(behind identifier: MetaverseID) -> ConnectorSpaceObject? {
        let all = members(of: identifier)
        // Nearly all are of the first generation: it is asked of each object before the next one is.
        for generation in 1...Self.generations {
            let maker = all.first { MetaverseID(projecting: $0.identity, generation: generation) == identifier }
            if let maker { return maker }
        }
        return all.first
    }

    private func ambiguous(_ object: ConnectorSpaceObject, _ seen: inout Set<[MetaverseID]>) -> JoinFinding? {
        for trace in traces(of: object) {
            for group in trace.groups where group.candidates.count > 1 {
                for candidate in group.candidates { _ = isNew(candidate, object, &seen) }
                return finding(.ambiguous, object, identities(group.candidates, object), trace, group)
            }
        }
        return nil
    }

    private func joined(_ object: ConnectorSpaceObject, _ shared: [ConnectorSpaceObject]) -> JoinFinding {
        let others = shared.map(\.identity).filter { $0.connector != object.identity.connector }.sorted()
        // The first group that finds exactly one decides, whatever others find.
        let groups = traces(of: object).flatMap { trace in trace.groups.map { (trace, $0) } }
        if let (trace, group) = groups.first(where: { $0.1.match != nil }), group.match == object.link {
            return finding(.joined, object, others, trace, group)
        }
        return JoinFinding(
            kind: .joinedBefore,
            object: object.identity,
            others: others,
            rule: nil,
            criterion: nil,
            value: nil
        )
    }

    /// The worst that can be said of an object that stands alone; nothing where nobody looks like it.
    private func apart(_ object: ConnectorSpaceObject, _ seen: inout Set<[MetaverseID]>) -> JoinFinding? {
        let traces = traces(of: object)
        let groups = traces.flatMap { trace in trace.groups.map { (trace, $0) } }
        for (trace, group) in groups {
            guard let match = group.candidates.first else { continue }
            guard isNew(match, object, &seen) else { return nil }
            let kind: JoinFinding.Kind = isTaken(match, for: object) ? .taken : .tooLate
            return finding(kind, object, identities([match], object), trace, group)
        }
        for (trace, group) in groups where group.clauses.count > 1 {
            guard let clause = group.clauses.first(where: { $0.found.count == 1 }), let match = clause.found.first,
                isNew(match, object, &seen)
            else { continue }
            return finding(.partial, object, identities([match], object), trace, group)
        }
        for closeness in [JoinTable.Closeness.spelling, .localPart] {
            for (trace, group) in groups {
                guard let match = looseMatch(group, object, closeness), isNew(match, object, &seen) else { continue }
                let kind: JoinFinding.Kind = closeness == .spelling ? .spelling : .otherDomain
                return finding(kind, object, identities([match], object), trace, group)
            }
        }
        return nil
    }

    /// Whether another object of its forest keeps an object from a metaverse object.
    private func isTaken(_ match: MetaverseID, for object: ConnectorSpaceObject) -> Bool {
        guard !sharesOnly(object) else { return false }
        return members(of: match).contains { $0.identity.connector == object.identity.connector && !sharesOnly($0) }
    }

    /// Whether rules join an object and let no value flow from it: it takes nobody's place.
    private func sharesOnly(_ object: ConnectorSpaceObject) -> Bool {
        let inScope = tracer.inScope(object)
        return !inScope.isEmpty && inScope.allSatisfy(\.flows.isEmpty)
    }

    /// The only metaverse object of another forest alone that has a value like one of the object's.
    private func looseMatch(
        _ group: JoinTrace.Group,
        _ object: ConnectorSpaceObject,
        _ closeness: JoinTable.Closeness
    ) -> MetaverseID? {
        guard group.clauses.count == 1, let clause = group.clauses.first,
            let attribute = tracer.table.existing(clause.clause.metaverseAttribute)
        else { return nil }
        let found = Set(
            clause.values.flatMap { table.holders(of: attribute, closeness, $0) }
                .filter { $0.connector != object.identity.connector }.map(\.metaverse)
        )
        guard found.count == 1, let match = found.first, classes[match] == object.link.flatMap({ classes[$0] }),
            !members(of: match).contains(where: { $0.identity.connector == object.identity.connector })
        else { return nil }
        return match
    }

    /// Whether nothing has been said of these two yet.
    private func isNew(_ match: MetaverseID, _ object: ConnectorSpaceObject, _ seen: inout Set<[MetaverseID]>) -> Bool {
        let own = object.link ?? MetaverseID(projecting: object.identity)
        return seen.insert([own, match].sorted()).inserted
    }

    private func identities(_ found: [MetaverseID], _ object: ConnectorSpaceObject) -> [ConnectorSpaceIdentity] {
        found.flatMap { members(of: $0).map(\.identity) }.filter { $0.connector != object.identity.connector }.sorted()
    }

    private func finding(
        _ kind: JoinFinding.Kind,
        _ object: ConnectorSpaceObject,
        _ others: [ConnectorSpaceIdentity],
        _ trace: JoinTrace,
        _ group: JoinTrace.Group
    ) -> JoinFinding {
        JoinFinding(
            kind: kind,
            object: object.identity,
            others: others,
            rule: trace.rule.name,
            criterion: group.criterion,
            value: group.clauses.first { !$0.found.isEmpty }?.values.first ?? group.clauses.first?.values.first
        )
    }
}

extension RuleTracer {
    /// The attributes of the metaverse that rules join on.
    var joinAttributes: Set<AttributeID> {
        Set(rules.inbound.values.joined().flatMap { $0.joins.joined().map(\.metaverse) })
    }

    /// What an object gives for joining.
    func joinValues(
        of object: ConnectorSpaceObject,
        _ attributes: Set<AttributeID>
    ) -> [(attribute: AttributeID, value: [UInt8])] {
        inScope(object).flatMap { rule in
            rule.flows.filter { attributes.contains($0.destination) }.flatMap { flow in
                joinValues(flow, object).map { (flow.destination, $0) }
            }
        }
    }

    /// The values that a flow gives for joining; an expression that fails gives none.
    private func joinValues(_ flow: CompiledRule.Flow, _ object: ConnectorSpaceObject) -> [[UInt8]] {
        switch flow.source {
        case .direct(let reader): return object.entry.values(of: reader.attribute).map { Array($0) }
        case .constant(let bytes): return [bytes]
        case .expression(let expression):
            let result = try? expression.evaluate(object.entry, in: object.identity.partition, clock: clock)
            guard case .value(let value)? = result else { return [] }
            return ValueBytes.values(value).map(\.bytes)
        }
    }
}
