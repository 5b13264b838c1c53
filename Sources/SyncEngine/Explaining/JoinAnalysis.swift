public import Directory
public import SyncRules

/// What the joins of all rules find among the objects of all forests, as the values are today.
///
/// A join is made once, when an object comes into scope. What is found here says why objects came together and why others
/// did not; it does not change who belongs to whom.
///
/// Joins look at the metaverse: of what several objects give of an attribute the value that precedence lets win counts. What a
/// flow has kept there is not known here.
///
/// Of the objects among which is looked it holds what they are linked to and fingerprints of what they give for joining.
public struct JoinAnalysis {
    /// How many times an object is thought to have been projected, at most, while others kept what it had made before.
    private static let generations = 16

    private let tracer: RuleTracer
    private let attributes: Set<AttributeID>
    /// The objects that are looked at by `findings` and `ways`; none where they are handed over one by one.
    private let spaces: [(connector: ConnectorID, objects: [ConnectorSpaceObject])]
    private var table: JoinTable
    private var holders: JoinHolders
    private var standings: JoinStandings

    /// Looks at linked objects; `spaces` are those of forests, in the order of their creation.
    public init(
        _ tracer: RuleTracer,
        spaces: [(connector: ConnectorID, objects: [ConnectorSpaceObject])],
        metaverse: [MetaverseObject]
    ) {
        self.init(tracer, spaces)
        for object in metaverse { add(object.identifier, as: object.objectClass) }
        for object in spaces.lazy.flatMap(\.objects) { add(object) }
    }

    /// Begins with nobody: metaverse objects and the objects of these forests are added one by one, in whatever order.
    ///
    /// `JoinFindings` looks at them once all of them are there.
    public init(_ tracer: RuleTracer, of connectors: [ConnectorID]) {
        self.init(tracer, connectors.map { (connector: $0, objects: []) })
    }

    private init(
        _ tracer: RuleTracer,
        _ spaces: [(connector: ConnectorID, objects: [ConnectorSpaceObject])]
    ) {
        self.tracer = tracer
        self.spaces = spaces
        attributes = tracer.joinAttributes
        table = JoinTable(tracer.joins, tracer.table)
        let connectors = spaces.map(\.connector)
        holders = JoinHolders(of: connectors)
        standings = JoinStandings(attributes, tracer.rules.inbound, connectors)
    }

    /// Adds a metaverse object.
    public mutating func add(_ identifier: MetaverseID, as objectClass: AttributeName) {
        holders.add(identifier, as: objectClass)
    }

    /// Adds an object of a forest; nobody is joined with one that is not linked.
    public mutating func add(_ object: ConnectorSpaceObject) {
        guard let link = object.link else { return }
        let inScope = tracer.inScope(object)
        let holder = holders.add(object.identity, linkedTo: link, sharesOnly: Self.sharesOnly(inScope))
        let offers = tracer.joinOffers(of: object, by: inScope, attributes)
        standings.append(offers, in: object.identity.connector)
        for offer in offers {
            for value in offer.values { table.insert(holder, offer.attribute, value) }
        }
    }

    // MARK: What joins find

    /// What the rules that have an object in scope find for it among the objects of other connectors.
    public func traces(of object: ConnectorSpaceObject) -> [JoinTrace] {
        tracer.inScope(object).filter { !$0.joins.isEmpty }.map { rule in
            let groups = rule.joins.enumerated().map { place, group in
                let written = rule.rule.joins.indices.contains(place) ? rule.rule.joins[place] : []
                let clauses = zip(group, written).map { join, clause in self.clause(join, clause, object) }
                let first = clauses.first.map { Set($0.found) } ?? []
                let common = clauses.dropFirst().reduce(first) { $0.intersection($1.found) }
                let fitting = common.filter { id in
                    rule.metaverseClass.map { holders.objectClass(of: id) == $0 } ?? true
                }
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
        let found = found(values, of: join.metaverse, join.isCaseSensitive ? .exact : .folded, by: object)
        return JoinTrace.Clause(clause: clause, values: values, found: found.sorted())
    }

    /// The metaverse objects that have one of an object's values, and an object of another connector that gives it.
    private func found(
        _ values: [[UInt8]],
        of attribute: AttributeID,
        _ closeness: JoinTable.Closeness,
        by object: ConnectorSpaceObject
    ) -> Set<MetaverseID> {
        var found: Set<MetaverseID> = []
        for value in values {
            let all = table.holders(of: attribute, closeness, value)
            for holder in all where holders.connector(of: holder) != object.identity.connector {
                let link = holders.link(of: holder)
                if !found.contains(link), counts(attribute, of: link, given: all, for: object) { found.insert(link) }
            }
        }
        return found
    }

    /// Whether a value that some give is that of a metaverse object, as another object finds it.
    private func counts(
        _ attribute: AttributeID,
        of link: MetaverseID,
        given all: [Int],
        for object: ConnectorSpaceObject
    ) -> Bool {
        let members = holders.members(of: link)
        guard members.count > 1 else { return true }
        let others = members.filter { holders.identity(of: $0) != object.identity }
        return standings.winner(of: attribute, among: others).map(all.contains) ?? true
    }

    // MARK: What there is to say of objects

    /// What there is to say of an object that stands alone, seen from it: also where the same was said of the other already.
    public func finding(ofOneAlone object: ConnectorSpaceObject) -> JoinFinding? {
        switch outlook(ofOneAlone: object) {
        case .ambiguous(let finding, _): return finding
        case .near(let all): return all.first?.finding
        case .joined, .nothing: return nil
        }
    }

    /// What there is to say of all objects, in the order of their identities; each pair once.
    public func findings() -> [JoinFinding] {
        var gathered = JoinFindings(self)
        var joined: [JoinFinding] = []
        for object in spaces.lazy.flatMap(\.objects) {
            if let finding = gathered.look(at: object) { joined.append(finding) }
        }
        return ordered(joined + gathered.end())
    }

    /// What brings the objects of several forests to one metaverse object, as the values are today: one finding for each
    /// of them but the first.
    public func ways(to identifier: MetaverseID) -> [JoinFinding] {
        guard holders.areSeveral(behind: identifier) else { return [] }
        let maker = first(behind: identifier)
        var found: [JoinFinding] = []
        for object in spaces.lazy.flatMap(\.objects) where object.link == identifier && object.identity != maker {
            found.append(joined(object, with: identifier))
        }
        return found
    }

    /// How many objects of each connector share their metaverse object with one of another connector.
    public func shared() -> [ConnectorID: Int] { holders.shared() }

    /// Findings in the order of the forests, as they were made: identifiers of connectors say nothing to anybody.
    func ordered(_ findings: [JoinFinding]) -> [JoinFinding] {
        findings.sorted { holders.isBefore($0.object, $1.object) }
    }

    /// Whether one object comes before another in that order.
    func isBefore(_ one: ConnectorSpaceIdentity, _ other: ConnectorSpaceIdentity) -> Bool {
        holders.isBefore(one, other)
    }

    /// What there is to say of an object, seen from it.
    func outlook(of object: ConnectorSpaceObject) -> JoinOutlook {
        guard let link = object.link, holders.areSeveral(behind: link) else { return outlook(ofOneAlone: object) }
        return first(behind: link) == object.identity ? .nothing : .joined(joined(object, with: link))
    }

    private func outlook(ofOneAlone object: ConnectorSpaceObject) -> JoinOutlook {
        let groups = groups(of: object)
        if let (trace, group) = groups.first(where: { $0.group.candidates.count > 1 }) {
            let finding = finding(.ambiguous, object, identities(group.candidates, object), trace, group)
            return .ambiguous(finding, group.candidates.map { pair($0, object) })
        }
        let near = near(object, groups)
        return near.isEmpty ? .nothing : .near(near)
    }

    private typealias Place = (trace: JoinTrace, group: JoinTrace.Group)

    private func groups(of object: ConnectorSpaceObject) -> [Place] {
        traces(of: object).flatMap { trace in trace.groups.map { (trace: trace, group: $0) } }
    }

    /// The one that has made the metaverse object, or has stood there longest.
    private func first(behind identifier: MetaverseID) -> ConnectorSpaceIdentity? {
        let all = holders.members(of: identifier).map { holders.identity(of: $0) }.sorted(by: holders.isBefore)
        // Nearly all are of the first generation: it is asked of each object before the next one is.
        for generation in 1...Self.generations {
            let maker = all.first { MetaverseID(projecting: $0, generation: generation) == identifier }
            if let maker { return maker }
        }
        return all.first
    }

    private func joined(_ object: ConnectorSpaceObject, with link: MetaverseID) -> JoinFinding {
        let others = identities([link], object)
        // The first group that finds exactly one decides, whatever others find.
        let match = groups(of: object).first { $0.group.match != nil }
        if let (trace, group) = match, group.match == object.link {
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

    /// What nearly fits an object that stands alone, the worst first; nothing else is asked where a criterion finds somebody.
    private func near(_ object: ConnectorSpaceObject, _ groups: [Place]) -> [JoinOutlook.Near] {
        func near(_ kind: JoinFinding.Kind, _ match: MetaverseID, _ place: Place) -> JoinOutlook.Near {
            let others = identities([match], object)
            return JoinOutlook.Near(
                pair: pair(match, object),
                finding: finding(kind, object, others, place.trace, place.group)
            )
        }
        for place in groups {
            guard let match = place.group.candidates.first else { continue }
            return [near(isTaken(match, for: object) ? .taken : .tooLate, match, place)]
        }
        var found: [JoinOutlook.Near] = []
        for place in groups where place.group.clauses.count > 1 {
            let clause = place.group.clauses.first { $0.found.count == 1 }
            if let match = clause?.found.first { found.append(near(.partial, match, place)) }
        }
        for closeness in [JoinTable.Closeness.spelling, .localPart] {
            let kind: JoinFinding.Kind = closeness == .spelling ? .spelling : .otherDomain
            for place in groups {
                if let match = looseMatch(place.group, object, closeness) { found.append(near(kind, match, place)) }
            }
        }
        return found
    }

    /// Whether another object of its forest keeps an object from a metaverse object.
    private func isTaken(_ match: MetaverseID, for object: ConnectorSpaceObject) -> Bool {
        guard !Self.sharesOnly(tracer.inScope(object)) else { return false }
        return holders.members(of: match).contains {
            holders.connector(of: $0) == object.identity.connector && !holders.sharesOnly($0)
        }
    }

    /// Whether rules join an object and let no value flow from it: it takes nobody's place.
    private static func sharesOnly(_ inScope: [CompiledRule]) -> Bool {
        !inScope.isEmpty && inScope.allSatisfy(\.flows.isEmpty)
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
        let found = found(clause.values, of: attribute, closeness, by: object)
        let objectClass = object.link.flatMap { holders.objectClass(of: $0) }
        guard found.count == 1, let match = found.first, holders.objectClass(of: match) == objectClass,
            !holders.members(of: match).contains(where: { holders.connector(of: $0) == object.identity.connector })
        else { return nil }
        return match
    }

    private func pair(_ match: MetaverseID, _ object: ConnectorSpaceObject) -> JoinOutlook.Pair {
        JoinOutlook.Pair(match, object.link ?? MetaverseID(projecting: object.identity))
    }

    private func identities(_ found: [MetaverseID], _ object: ConnectorSpaceObject) -> [ConnectorSpaceIdentity] {
        found.flatMap { holders.members(of: $0) }
            .filter { holders.connector(of: $0) != object.identity.connector }
            .map { holders.identity(of: $0) }.sorted()
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
