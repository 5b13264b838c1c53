import Directory
import SyncRules

/// Runs through the rules what has changed since the last synchronization, and what that reaches.
///
/// What comes of it is what a full synchronization would give: an object is worked out again when it has changed itself,
/// when another that it refers to is new, gone, renamed or linked elsewhere, when it waits for something to be joined to,
/// and when the last run had an error with it. Where rules, schemas or parameters are others than they were, or where too
/// much has changed for it to be worthwhile, every object is looked at.
public struct DeltaSynchronization: Sendable {
    let full: FullSynchronization

    /// Prepares a run over the connectors of one that works out everything.
    public init(_ full: FullSynchronization) { self.full = full }

    /// When more than this share of the objects has changed, looking at all of them is quicker.
    static let share = 0.2

    /// Brings metaverse, links and images in line with what has changed.
    public func run(
        in transaction: any SynchronizationTransaction,
        report: (RunEvent) -> Void
    ) throws -> SynchronizationCounts {
        let rules = try CompiledRules(full.connectors, table: full.table, semantics: full.semantics)
        switch try ground(transaction, rules) {
        case .changes(let changes):
            return try run(changes, rules, [], transaction, report)
        case .nothing(let because): return try everything(because, transaction, report)
        }
    }

    /// What a run goes on from.
    enum Ground {
        case changes(RunChanges)
        /// Nothing, for the reason given.
        case nothing(String)
    }

    /// What has changed since the last run, where what that one left is good for this one.
    func ground(_ transaction: any SynchronizationTransaction, _ rules: CompiledRules) throws -> Ground {
        guard let memory = try RunMemory(readingFrom: transaction) else {
            return .nothing("There is nothing to go on from.")
        }
        let linked = try full.linked(transaction, rules)
        guard try RunInputs(full, linking: linked).digest(transaction.digest) == memory.inputs else {
            return .nothing(try reason(memory.inputs, linked, transaction.digest))
        }
        let changes = try transaction.changedObjects()
        guard Double(changes.count) <= Double(memory.stored.count) * Self.share else {
            return .nothing("Most of what is there has changed.")
        }
        return .changes(RunChanges(memory, changes))
    }

    /// Why a run cannot go on from one with other inputs: whether the tenant has objects that rules read counts among these,
    /// and nobody has changed anything where that alone is otherwise.
    private func reason(_ before: UInt64, _ linked: [ConnectorID], _ digest: EntryDigest) throws -> String {
        let tenants = Set(full.connectors.filter { $0.kind == .tenant }.map(\.identity))
        let takesPart = !tenants.isDisjoint(with: linked)
        let others = takesPart ? linked.filter { !tenants.contains($0) } : full.connectors.map(\.identity)
        guard try RunInputs(full, linking: others).digest(digest) == before else {
            return "Rules, schemas or parameters are others than they were."
        }
        return takesPart
            ? "An import of the tenant has brought objects that rules read, for the first time."
            : "The tenant has no objects any more that rules read."
    }

    /// Works out everything, for a reason.
    func everything(
        _ because: String,
        _ transaction: any SynchronizationTransaction,
        _ report: (RunEvent) -> Void
    ) throws -> SynchronizationCounts {
        var counts = try full.run(in: transaction, report: report)
        counts.fullBecause = because
        return counts
    }

    /// Works out what has changed and what that reaches, and the metaverse objects `further`.
    func run(
        _ changes: RunChanges,
        _ rules: CompiledRules,
        _ further: [MetaverseID],
        _ transaction: any SynchronizationTransaction,
        _ report: (RunEvent) -> Void
    ) throws -> SynchronizationCounts {
        try transaction.expectFew()
        var counts = SynchronizationCounts()
        counts.findings = rules.findings
        var linking = LinkingPass(
            try full.linked(transaction, rules).map { ($0, rules.inbound[$0] ?? []) },
            table: full.table,
            clock: full.clock,
            digest: transaction.digest,
            since: changes
        )
        linking.limit = ErrorLimit(count: full.errorLimit, findings: rules.findings)
        try linking.run(transaction)
        linking.compareWithMemory()
        var outbound = rules.outbound.map {
            OutboundPass(
                connector: $0.connector,
                rules: $0.rules,
                table: full.table,
                digest: transaction.digest,
                clock: full.clock
            )
        }
        var returning = try full.returning(rules, transaction)
        var values = InboundPass(
            linking: linking,
            transaction: transaction,
            hadObjects: true,
            table: full.table,
            clock: full.clock,
            strange: full.strangePartitions(linking),
            filters: returning.map(\.filter)
        )
        values.limit = full.limit(after: linking, values)
        let touched = linking.moves.touched.union(changes.memory.failed).union(further)
        var chosen = Set(touched.compactMap { linking.targets.number(of: $0) })
        chosen.formUnion(linking.referring(to: linking.moves.names))
        var absent = chosen
        try values.run(chosen, progress: { report(.synchronized(count: $0, of: $1)) }) { target, object in
            absent.remove(target)
            for place in outbound.indices { outbound[place].look(at: object) }
        }
        let gone = touched.filter { linking.targets.number(of: $0) == nil }.sorted()
        let unmade = absent.map { linking.targets.identifiers[Int($0)] }
        for identifier in gone + unmade {
            guard let object = try transaction.metaverseObject(identifier) else { continue }
            values.forget(object)
            try transaction.removeMetaverseObject(identifier)
        }
        try full.writeLinks(linking, transaction)
        let worked = chosen.map { linking.targets.identifiers[Int($0)] }.sorted() + gone
        for place in outbound.indices {
            let connector = outbound[place].connector
            outbound[place].limit = full.limit(after: linking, values, outbound)
            try outbound[place].run(
                worked,
                count: changes.memory.images[connector] ?? 0,
                print: changes.memory.imagePrints[connector] ?? 0,
                transaction
            ) { referring(to: $0, linking) }
        }
        let worth = chosen.filter { !values.failed.contains(linking.targets.identifiers[Int($0)]) }
        let silent = worth.subtracting(values.returning)
        for place in returning.indices {
            let reached = try reached(by: returning[place], linking, transaction).filter {
                !values.failed.contains(linking.targets.identifiers[Int($0)])
            }
            returning[place].limit = full.limit(after: linking, values, outbound, returning)
            try returning[place].run(worth.union(reached), silent: silent, gone: gone, linking, transaction)
        }
        counts.metaverse = Dictionary(
            linking.targets.counts(without: absent).map { ($0.key.spelling, $0.value) },
            uniquingKeysWith: +
        )
        let unsettled = Set(changes.memory.unsettled).subtracting(worked)
        full.finish(&counts, linking, values, outbound, returning)
        counts.lost = try linking.lostReferences(transaction, since: changes)
        var memory = RunMemory(inputs: changes.memory.inputs, linking)
        memory.lost = counts.lost
        memory.conclude(values, outbound, returning, unsettled: unsettled)
        try memory.writeAll(to: transaction, unlike: changes.memory)
        try memory.writeEnd(to: transaction, unlike: changes.memory)
        for pass in returning { try transaction.lookAgain(at: pass.again.sorted()) }
        return counts
    }

    /// The metaverse objects that a forest may want otherwise although nothing of them has changed: those that refer to what is
    /// called otherwise there, has come or has gone, and those that something free there may be joined to.
    private func reached(
        by pass: WriteBackPass,
        _ linking: LinkingPass,
        _ transaction: any SynchronizationTransaction
    ) throws -> Set<Int32> {
        guard let place = linking.spaces.firstIndex(where: { $0.connector == pass.connector }) else { return [] }
        var found = try pass.joinable(linking, transaction).union(pass.named(linking, transaction))
        if pass.refers, let moved = linking.moves.targets[place] {
            found.formUnion(referring(to: moved, linking).compactMap { linking.targets.number(of: $0) })
        }
        return found
    }

    /// The metaverse objects that refer to one of these.
    private func referring(to moved: Set<MetaverseID>, _ linking: LinkingPass) -> Set<MetaverseID> {
        var names: [Int: Set<UInt64>] = [:]
        let identifiers = linking.identified.byObject
        for target in moved.compactMap({ linking.targets.number(of: $0) }) {
            for object in linking.targets.members(of: target) {
                let place = linking.space(of: object)
                names[place, default: []].insert(linking.objects.names[object])
                names[place, default: []].formUnion(identifiers[object] ?? [])
            }
        }
        return Set(linking.referring(to: names).map { linking.targets.identifiers[Int($0)] })
    }
}
