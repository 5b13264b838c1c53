public import Directory
public import SyncExpressions
public import SyncRules

/// The rules of a run on single objects, step by step: which of them have an object in scope and why others do not, which
/// of them gave each value, which lost, which gave nothing.
///
/// Nothing of this is kept by a run: an object is evaluated again when somebody asks. A value that was kept - by
/// `IgnoreThisFlow`, or by a flow that applies to new objects only - is known to be kept, and not who gave it once.
public final class RuleTracer {
    /// Finds the identity of the metaverse object behind a name of a connector, or behind a security identifier as it is stored.
    public typealias InboundResolver = (_ connector: ConnectorID, _ name: [UInt8]) -> [UInt8]?
    /// Finds the name in the tenant of a metaverse object, by its identity as text.
    public typealias OutboundResolver = (_ identifier: [UInt8]) -> [UInt8]?

    let table: AttributeTable
    let clock: FileTime
    let rules: CompiledRules
    private let targets: OutboundTargets
    let places: EntryPlaces
    private var sets: [ConnectorID: RuleSets]
    /// The sets of rules out to each forest.
    var outwardSets: [ConnectorID: RuleSets]
    /// The flows that may write each attribute, for what objects have in common: made once for each kind of object.
    private var candidates: [Kind: [AttributeName: [FlowTracer.Candidate]]] = [:]

    /// What decides which flows there are for an object: the rules of each of its members, its target in the tenant, or the
    /// rules and the class of what is written back.
    struct Kind: Hashable {
        let direction: RuleDirection
        let connectors: [ConnectorID]
        let numbers: [Int]
        var targetClass: AttributeName?
    }

    /// Checks and compiles the rules of these connectors.
    public init(
        connectors: [SynchronizedConnector],
        table: AttributeTable,
        clock: FileTime,
        semantics: RuleSemantics = .standard
    ) throws(SyncEngineError) {
        rules = try CompiledRules(connectors, table: table, semantics: semantics)
        self.table = table
        self.clock = clock
        targets = OutboundTargets(rules.outbound.first?.rules ?? [])
        places = EntryPlaces(limit: table.count)
        sets = rules.inbound.mapValues { RuleSets($0) }
        outwardSets = rules.returning.mapValues { RuleSets($0) }
    }

    // MARK: Scope

    /// The rules for an object's class with what they say of it, by precedence.
    public func scope(of object: ConnectorSpaceObject) -> [ScopeTrace] {
        let rules = (rules.inbound[object.identity.connector] ?? []).filter {
            $0.rule.sourceClass == object.objectClass
        }
        return places.withView(of: object.entry) { view in rules.map { trace($0, object.entry, view) } }
    }

    /// The rules to the tenant for a metaverse object's class with what they say of it, by precedence.
    public func scope(of object: MetaverseObject) -> [ScopeTrace] {
        let rules = (rules.outbound.first?.rules ?? []).filter { $0.rule.sourceClass == object.objectClass }
        return places.withView(of: object.entry) { view in rules.map { trace($0, object.entry, view) } }
    }

    func trace(_ rule: CompiledRule, _ entry: PackedEntry, _ view: EntryView) -> ScopeTrace {
        let scope = rule.scope
        guard !scope.admitsAll else { return ScopeTrace(rule: rule.rule, groups: []) }
        var place = 0
        let groups = rule.rule.scope.map { group in
            group.map { clause in
                let holds = place < scope.all.count && scope.withQuestions { [place] in $0.holds(place, for: view) }
                place += 1
                let values = table.existing(clause.attribute).map { entry.values(of: $0).map { Array($0) } } ?? []
                return ScopeTrace.Clause(clause: clause, holds: holds, values: values)
            }
        }
        return ScopeTrace(rule: rule.rule, groups: groups)
    }

    /// The compiled rules that have an object in scope, by precedence.
    func inScope(_ object: ConnectorSpaceObject) -> [CompiledRule] {
        rules(of: object.identity.connector, number(of: object))
    }

    /// The number of the set of rules that have an object in scope.
    private func number(of object: ConnectorSpaceObject) -> Int {
        let connector = object.identity.connector
        guard sets[connector] != nil else { return -1 }
        return places.withView(of: object.entry) { view in
            sets[connector]?.number(for: object.objectClass, view) ?? -1
        }
    }

    private func rules(of connector: ConnectorID, _ number: Int) -> [CompiledRule] {
        guard let rules = rules.inbound[connector], let set = sets[connector]?.sets, set.indices.contains(number) else {
            return []
        }
        return set[number].map { rules[$0] }
    }

    // MARK: Flows

    /// The attributes whose values, security identifiers, refer to other objects of a connector.
    public func identifiers(of connector: ConnectorID) -> Set<AttributeID> {
        Set((rules.inbound[connector] ?? []).flatMap(\.flows).compactMap(\.identifier))
    }

    /// How a metaverse object gets its attributes from the objects that are linked to it, in the order of their connectors.
    ///
    /// `before` is the object as it was, nothing where it is new; `only` are the attributes that matter, all without it.
    /// Flows that come too late to matter are left out unless `asksAll` is set.
    public func inbound(
        _ linked: [ConnectorSpaceObject],
        before: PackedEntry?,
        only: Set<AttributeName>? = nil,
        asksAll: Bool = true,
        resolve: InboundResolver
    ) -> EntryTrace {
        let members = linked.map { FlowTracer.Member(entry: $0.entry, partition: $0.identity.partition) }
        let kind = Kind(
            direction: .inbound,
            connectors: linked.map(\.identity.connector),
            numbers: linked.map { number(of: $0) }
        )
        let flows = flows(of: kind) {
            kind.connectors.indices.flatMap { member in
                rules(of: kind.connectors[member], kind.numbers[member]).map { (member, $0) }
            }
        }
        return withoutActuallyEscaping(resolve) { resolve in
            let tracer = FlowTracer(
                direction: .inbound,
                clock: clock,
                members: members,
                isNew: before == nil,
                resolve: { resolve(linked[$0].identity.connector, $1) },
                asksAll: asksAll
            )
            return trace(flows, tracer, before, only)
        }
    }

    /// What a metaverse object becomes in the tenant; nothing where no rule provisions it.
    ///
    /// Flows that come too late to matter are left out unless `asksAll` is set.
    public func outbound(
        _ object: MetaverseObject,
        before: PackedEntry?,
        only: Set<AttributeName>? = nil,
        asksAll: Bool = true,
        resolve: OutboundResolver
    ) -> OutboundTrace? {
        guard let number = places.withView(of: object.entry, { targets.number(for: object.objectClass, $0) }) else {
            return nil
        }
        let target = targets[number]
        let flows = flows(of: Kind(direction: .outbound, connectors: [], numbers: [number])) {
            target.rules.map { (0, $0) }
        }
        return withoutActuallyEscaping(resolve) { resolve in
            let tracer = FlowTracer(
                direction: .outbound,
                clock: clock,
                members: [FlowTracer.Member(entry: object.entry, partition: nil)],
                isNew: before == nil,
                resolve: { resolve($1) },
                asksAll: asksAll
            )
            return OutboundTrace(
                provisioning: target.provisioning.rule,
                rules: target.rules.map(\.rule),
                entry: trace(flows, tracer, before, only)
            )
        }
    }

    func flows(
        of kind: Kind,
        _ rules: () -> [(member: Int, rule: CompiledRule)]
    ) -> [AttributeName: [FlowTracer.Candidate]] {
        if let known = candidates[kind] { return known }
        let sorted = rules().enumerated()
            .sorted { ($0.element.rule.rule.precedence, $0.offset) < ($1.element.rule.rule.precedence, $1.offset) }
            .map(\.element)
        var found: [AttributeName: [FlowTracer.Candidate]] = [:]
        var order = 0
        for (member, rule) in sorted {
            var compiled = rule.flows.makeIterator()
            for flow in rule.rule.flows {
                var own: CompiledRule.Flow?
                if case .unsupported = flow.source {} else { own = compiled.next() }
                order += 1
                // The name of an object in the tenant is made apart from its attributes.
                if kind.direction == .outbound, flow.destination == "dn" { continue }
                found[flow.destination, default: []]
                    .append(.init(rule: rule, compiled: own, flow: flow, member: member, order: order))
            }
        }
        candidates[kind] = found
        return found
    }

    func trace(
        _ flows: [AttributeName: [FlowTracer.Candidate]],
        _ tracer: FlowTracer,
        _ before: PackedEntry?,
        _ only: Set<AttributeName>?
    ) -> EntryTrace {
        let wanted = (only.map { Array($0) } ?? Array(flows.keys)).sorted()
        var failure: FlowTracer.Failure?
        let attributes = wanted.compactMap { attribute -> AttributeTrace? in
            guard let candidates = flows[attribute] else { return nil }
            let old = before.flatMap { before in
                table.existing(attribute).map { before.values(of: $0).map { Array($0) } }
            }
            return tracer.trace(attribute, candidates, before: old ?? [], &failure)
        }
        // It ends the object's synchronization before any flow is evaluated.
        failure = FlowTracer.conflict(among: flows) ?? failure
        return EntryTrace(
            attributes: attributes,
            failure: failure.map {
                let word =
                    $0.error.code == .errorFunction
                    ? "sync-rule-error-function-triggered" : "sync-rule-evaluation-failed"
                return .init(
                    code: word,
                    rule: $0.rule.rule,
                    attribute: $0.flow.destination,
                    message: $0.error.description
                )
            }
        )
    }
}
