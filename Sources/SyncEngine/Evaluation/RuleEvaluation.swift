public import Directory
import SyncExpressions
public import SyncRules

/// The rules of a run on single objects: which of them an object is in scope of, and what they make of it.
///
/// Nothing is linked here: an object is evaluated by itself, and references keep the names that they have. A whole run is
/// `FullSynchronization`, which evaluates in the same way.
public final class RuleEvaluation {
    private let rules: CompiledRules
    private let runners: (inbound: FlowRunner, outbound: FlowRunner)
    private let members: FlowMembers
    private let sources: [ConnectorID: Source]
    /// Objects that follow one another nearly always come from one forest.
    ///
    /// Here and below accesses are not watched at run time: they nest nowhere, and watching them takes a thirtieth of the
    /// time of an object.
    @exclusivity(unchecked)
    private var last: (connector: ConnectorID, source: Source)?
    private let targets: OutboundTargets

    /// A forest; a class, so that nothing of it is copied when it is looked up.
    private final class Source {
        let rules: [CompiledRule]
        @exclusivity(unchecked)
        var sets: RuleSets
        @exclusivity(unchecked)
        var plans = FlowPlans()

        init(_ rules: [CompiledRule]) {
            self.rules = rules
            sets = RuleSets(rules)
        }
    }

    /// Checks and compiles the rules of these connectors.
    public init(
        connectors: [SynchronizedConnector],
        table: AttributeTable,
        clock: FileTime
    ) throws(SyncEngineError) {
        rules = try CompiledRules(connectors, table: table, semantics: .standard)
        runners = (FlowRunner(direction: .inbound, clock: clock), FlowRunner(direction: .outbound, clock: clock))
        members = FlowMembers(limit: table.count)
        sources = rules.inbound.mapValues { Source($0) }
        targets = OutboundTargets(rules.outbound.first?.rules ?? [])
    }

    /// What an object of a forest becomes in the metaverse; nothing where a rule calls `Error` or fails.
    public func metaverseEntry(
        of entry: PackedEntry,
        class objectClass: AttributeName,
        in connector: ConnectorID,
        partition: String
    ) -> PackedEntry? {
        guard let source = source(of: connector) else { return nil }
        return members.with(entry, in: partition) { members in
            let set = source.sets.number(for: objectClass, members[0].view)
            let member = FlowPlans.Member(connector: connector, partition: partition, set: set)
            let number = source.plans.number(for: member, isNew: true) { member in
                source.sets.sets[member.set].map { source.rules[$0] }
            }
            let input = FlowRunner.Input(members: members, previous: nil)
            guard runners.inbound.run(source.plans[number], on: input, resolver: NamesAsTheyAre()) == nil else {
                return nil
            }
            return runners.inbound.composer.finish(name: .init(start: nil, count: 0))
        }
    }

    /// What a metaverse object becomes in the tenant; nothing where no rule provisions it, or one fails.
    public func image(of entry: PackedEntry, class objectClass: AttributeName) -> PackedEntry? {
        members.with(entry, in: nil) { members in
            guard let target = targets.number(for: objectClass, members[0].view) else { return nil }
            let input = FlowRunner.Input(members: members, previous: nil)
            let plan = targets.plan(of: target, isNew: true)
            guard runners.outbound.run(plan, on: input, resolver: NamesAsTheyAre()) == nil else { return nil }
            return runners.outbound.composer.finish(name: .init(start: nil, count: 0))
        }
    }

    private func source(of connector: ConnectorID) -> Source? {
        if let last, last.connector == connector { return last.source }
        guard let source = sources[connector] else { return nil }
        last = (connector, source)
        return source
    }

    private struct NamesAsTheyAre: ReferenceResolver {
        func resolve(_ name: UnsafeRawBufferPointer, of member: Int, _ found: (UnsafeRawBufferPointer) -> Void) {
            found(name)
        }
    }
}
