public import Directory
public import SyncExpressions
import SyncRules

/// Runs through the rules what has changed since the last synchronization, and what that reaches.
///
/// What comes of it is what a full synchronization would give: an object is worked out again when it has changed itself,
/// when another that it refers to is new, gone, renamed or linked elsewhere, when it waits for something to be joined to,
/// and when the last run had an error with it. Where rules, schemas or parameters are others than they were, or where too
/// much has changed for it to be worthwhile, every object is looked at.
public struct DeltaSynchronization: Sendable {
    private let full: FullSynchronization

    /// Prepares a run over these connectors, forests in the order of their creation.
    public init(
        connectors: [SynchronizedConnector],
        table: AttributeTable,
        clock: FileTime,
        semantics: RuleSemantics = .standard
    ) {
        full = FullSynchronization(connectors: connectors, table: table, clock: clock, semantics: semantics)
    }

    /// When more than this share of the objects has changed, looking at all of them is quicker.
    static let share = 0.2

    /// Brings metaverse, links and images in line with what has changed.
    public func run(
        in transaction: any SynchronizationTransaction,
        report: (RunEvent) -> Void
    ) throws -> SynchronizationCounts {
        let inputs = try RunInputs(full.connectors, full.semantics).digest(transaction.digest)
        guard let memory = RunMemory(parts: try transaction.memory(), transaction.digest) else {
            return try everything("There is nothing to go on from.", transaction, report)
        }
        guard memory.inputs == inputs else {
            return try everything("Rules, schemas or parameters are others than they were.", transaction, report)
        }
        let changes = try transaction.changedObjects()
        guard Double(changes.count) <= Double(memory.stored.count) * Self.share else {
            return try everything("Most of what is there has changed.", transaction, report)
        }
        return try run(RunChanges(memory, changes), transaction, report)
    }

    private func everything(
        _ because: String,
        _ transaction: any SynchronizationTransaction,
        _ report: (RunEvent) -> Void
    ) throws -> SynchronizationCounts {
        var counts = try full.run(in: transaction, report: report)
        counts.fullBecause = because
        return counts
    }

    private func run(
        _ changes: RunChanges,
        _ transaction: any SynchronizationTransaction,
        _ report: (RunEvent) -> Void
    ) throws -> SynchronizationCounts {
        let rules = try CompiledRules(full.connectors, table: full.table, semantics: full.semantics)
        var counts = SynchronizationCounts()
        counts.findings = rules.findings
        var linking = LinkingPass(
            full.connectors.filter { $0.kind == .forest }.map { ($0.identity, rules.inbound[$0.identity] ?? []) },
            table: full.table,
            clock: full.clock,
            digest: transaction.digest,
            since: changes
        )
        try linking.run(transaction)
        linking.compareWithMemory()
        var outbound = rules.outbound.map {
            OutboundPass(connector: $0.connector, rules: $0.rules, table: full.table, clock: full.clock)
        }
        var values = InboundPass(
            linking: linking,
            transaction: transaction,
            hadObjects: true,
            table: full.table,
            clock: full.clock,
            strange: full.strangePartitions(linking)
        )
        let touched = linking.moves.touched.union(changes.memory.failed)
        var chosen = Set(touched.compactMap { linking.targets.number(of: $0) })
        chosen.formUnion(linking.referring(to: linking.moves.names))
        var absent = chosen
        try values.run(chosen, progress: { report(.synchronized(count: $0, of: $1)) }) { target, object in
            absent.remove(target)
            for place in outbound.indices { outbound[place].look(at: object) }
        }
        let gone = touched.filter { linking.targets.number(of: $0) == nil }.sorted()
        let unmade = absent.map { linking.targets.identifiers[Int($0)] }
        for identifier in gone + unmade where try transaction.metaverseObject(identifier) != nil {
            try transaction.removeMetaverseObject(identifier)
        }
        try full.writeLinks(linking, transaction)
        let worked = chosen.map { linking.targets.identifiers[Int($0)] }.sorted() + gone
        for place in outbound.indices {
            let before = changes.memory.images[outbound[place].connector] ?? 0
            try outbound[place].run(worked, count: before, transaction) { moved in
                referring(to: moved, linking)
            }
        }
        counts.metaverse = classes(linking, without: absent)
        try full.finish(&counts, linking, values, outbound, transaction, after: changes.memory)
        return counts
    }

    /// The metaverse objects that refer to one of these.
    private func referring(to moved: Set<MetaverseID>, _ linking: LinkingPass) -> Set<MetaverseID> {
        var names: [Int: Set<UInt64>] = [:]
        for target in moved.compactMap({ linking.targets.number(of: $0) }) {
            for object in linking.targets.members(of: target) {
                names[linking.space(of: object), default: []].insert(linking.objects.names[object])
            }
        }
        return Set(linking.referring(to: names).map { linking.targets.identifiers[Int($0)] })
    }

    private func classes(_ linking: LinkingPass, without absent: Set<Int32>) -> [String: Int] {
        var counts: [AttributeName: Int] = [:]
        for target in 0..<linking.targets.count where linking.targets.first[target] >= 0 {
            guard !absent.contains(Int32(truncatingIfNeeded: target)) else { continue }
            counts[linking.targets.classes[target], default: 0] += 1
        }
        return Dictionary(counts.map { ($0.key.spelling, $0.value) }, uniquingKeysWith: +)
    }
}
