import Directory
import SyncExpressions
import SyncRules

/// The first pass: decides which connector space object belongs to which metaverse object.
///
/// An object that is linked keeps its link while a rule that links is in scope. Others are joined by the first join group
/// that finds exactly one object, or projected where a rule provisions.
struct LinkingPass {
    struct Linked {
        let object: ConnectorSpaceObject
        /// The number of the set of rules that it is in scope of, among those of its connector.
        let rules: Int

        /// What of it decides what is done with it.
        var member: FlowPlans.Member {
            FlowPlans.Member(connector: object.identity.connector, partition: object.identity.partition, set: rules)
        }
    }

    let rules: [ConnectorID: [CompiledRule]]
    private let clock: FileTime
    private let places: EntryPlaces
    private var sets: [ConnectorID: RuleSets]
    /// The flows that give values for joining, by connector and rule.
    private let joinFlows: [ConnectorID: [[CompiledRule.Flow]]]
    private var index: JoinIndex
    private var classes: [MetaverseID: AttributeName] = [:]
    private(set) var members: [MetaverseID: [Linked]] = [:]
    private(set) var links: [ConnectorSpaceIdentity: MetaverseID] = [:]
    private(set) var names: [ConnectorID: [String: MetaverseID]] = [:]
    private(set) var projected = 0
    private(set) var joined = 0
    private(set) var disconnected = 0
    private(set) var errors: [ObjectError] = []

    init(rules: [ConnectorID: [CompiledRule]], table: AttributeTable, clock: FileTime) {
        self.rules = rules
        self.clock = clock
        places = EntryPlaces(limit: table.count)
        sets = rules.mapValues { RuleSets($0) }
        let joinAttributes = Set(rules.values.joined().flatMap { $0.joins.joined().map(\.metaverse) })
        joinFlows = rules.mapValues { $0.map { $0.flows.filter { joinAttributes.contains($0.destination) } } }
        index = JoinIndex(
            binary: joinAttributes.filter {
                table.name(of: $0).map { MetaverseSchema.kind(of: $0) == .binary } ?? false
            },
            exact: Set(
                rules.values.joined().flatMap { $0.joins.joined().lazy.filter(\.isCaseSensitive).map(\.metaverse) }
            )
        )
    }

    func objectClass(of identifier: MetaverseID) -> AttributeName? { classes[identifier] }

    mutating func run(_ spaces: [(connector: ConnectorID, objects: [ConnectorSpaceObject])]) {
        var waiting: [ConnectorID: [Linked]] = [:]
        // Linked objects of every connector first: what joins later must find the values of everything that is already
        // there, whichever forest it came from.
        for (connector, objects) in spaces { waiting[connector] = attachLinked(connector, objects) }
        for (connector, _) in spaces {
            for object in waiting[connector] ?? [] { link(object, rules[connector] ?? []) }
        }
    }

    /// Attaches the objects that are linked already; gives back the others with the rules that they are in scope of.
    private mutating func attachLinked(
        _ connector: ConnectorID,
        _ objects: [ConnectorSpaceObject]
    ) -> [Linked] {
        let rules = rules[connector] ?? []
        // Taken out and put back, so that it is not copied for each object.
        var sets = self.sets.removeValue(forKey: connector) ?? RuleSets([])
        var candidates: [Linked] = []
        candidates.reserveCapacity(objects.count)
        for object in objects {
            let number = places.withView(of: object.entry) { sets.number(for: object.objectClass, $0) }
            candidates.append(Linked(object: object, rules: number))
        }
        self.sets[connector] = sets
        var waiting: [Linked] = []
        for candidate in candidates {
            guard let identifier = candidate.object.link, let link = linking(sets.sets[candidate.rules], rules) else {
                waiting.append(candidate)
                continue
            }
            let objectClass = rules[link].metaverseClass ?? classes[identifier]
            attach(candidate, to: identifier, as: objectClass ?? rules[link].rule.targetClass)
        }
        return waiting
    }

    /// The rules of a set, ascending by precedence.
    func rules(of member: FlowPlans.Member) -> [CompiledRule] {
        let rules = rules[member.connector] ?? []
        return sets[member.connector]?.sets[member.set].map { rules[$0] } ?? []
    }

    /// The same as places among the connector's rules.
    func rulesInScope(_ linked: Linked) -> [Int] { sets[linked.object.identity.connector]?.sets[linked.rules] ?? [] }

    /// Removes metaverse objects that no provisioning rule holds any more, with the links to them.
    mutating func dropUnsupported() {
        for (identifier, linked) in members {
            let isHeld = linked.contains { one in
                rulesInScope(one).contains { index in
                    let link = (rules[one.object.identity.connector] ?? [])[index].rule.link
                    return link == .provision || link == .stickyJoin
                }
            }
            guard !isHeld else { continue }
            members[identifier] = nil
            classes[identifier] = nil
            for one in linked {
                links[one.object.identity] = nil
                disconnected += 1
            }
        }
    }

    private func linking(_ inScope: [Int], _ rules: [CompiledRule]) -> Int? {
        inScope.first { rules[$0].rule.link != .join || !rules[$0].joins.isEmpty }
    }

    private mutating func link(_ candidate: Linked, _ rules: [CompiledRule]) {
        let (object, inScope) = (candidate.object, rulesInScope(candidate))
        for position in inScope where !rules[position].joins.isEmpty {
            guard let found = match(object, rules[position]) else { continue }
            if members[found]?.contains(where: { $0.object.identity.connector == object.identity.connector }) ?? false {
                errors.append(
                    ObjectError(
                        code: "ambiguous-import-flow-from-multiple-connectors",
                        connector: object.identity.connector,
                        object: object.entry.dn,
                        rule: rules[position].rule.name,
                        message: "It matches an object that another object of this forest is joined to already."
                    )
                )
                disconnected += 1
                return
            }
            joined += 1
            return attach(candidate, to: found, as: classes[found] ?? rules[position].rule.targetClass)
        }
        guard
            let position = inScope.first(where: { rules[$0].rule.link == .provision && canProvision(object, rules[$0]) }
            )
        else {
            disconnected += 1
            return
        }
        projected += 1
        let identifier = MetaverseID(projecting: object.identity)
        attach(candidate, to: identifier, as: rules[position].metaverseClass ?? rules[position].rule.targetClass)
    }

    /// Provisioning needs a value of at least one join attribute, where the rule joins at all.
    private func canProvision(_ object: ConnectorSpaceObject, _ rule: CompiledRule) -> Bool {
        rule.joins.isEmpty || rule.joins.joined().contains { !object.entry.values(of: $0.connector).isEmpty }
    }

    /// The one object that a join group finds; groups are tried in order, none and several are no match.
    private func match(_ object: ConnectorSpaceObject, _ rule: CompiledRule) -> MetaverseID? {
        for group in rule.joins {
            var candidates: [MetaverseID]?
            for clause in group {
                let found = object.entry.values(of: clause.connector).flatMap {
                    index.objects(with: clause.metaverse, $0, isCaseSensitive: clause.isCaseSensitive)
                }
                candidates = candidates.map { $0.filter(found.contains) } ?? found
            }
            let matching = Set(
                (candidates ?? []).filter { candidate in rule.metaverseClass.map { classes[candidate] == $0 } ?? true }
            )
            if matching.count == 1 { return matching.first }
        }
        return nil
    }

    private mutating func attach(_ linked: Linked, to identifier: MetaverseID, as objectClass: AttributeName) {
        let object = linked.object
        if classes[identifier] == nil { classes[identifier] = objectClass }
        members[identifier, default: []].append(linked)
        links[object.identity] = identifier
        names[object.identity.connector, default: [:]][ASCII.lowercased(object.entry.dn)] = identifier
        let flows = joinFlows[object.identity.connector] ?? []
        for position in rulesInScope(linked) {
            for flow in flows[position] {
                for value in joinValues(flow, object) { index.insert(identifier, flow.destination, value) }
            }
        }
    }

    /// The values that a flow gives for joining; an expression that fails is reported by the pass for values.
    private func joinValues(_ flow: CompiledRule.Flow, _ object: ConnectorSpaceObject) -> [[UInt8]] {
        switch flow.source {
        case .direct(let reader): return object.entry.values(of: reader.attribute).map { Array($0) }
        case .constant(let bytes): return [bytes]
        case .expression(let expression):
            guard
                case .value(let value)? = try? expression.evaluate(
                    object.entry,
                    in: object.identity.partition,
                    clock: clock
                )
            else { return [] }
            return ValueBytes.values(value).map(\.bytes)
        }
    }
}
