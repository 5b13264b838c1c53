import SyncRules

/// A full synchronization that works out what has changed, and checks that everything else is as the last run left it.
///
/// Rules make the same of the same objects. What they made of objects that are as they were need not be made again, but it
/// has to be there: all metaverse objects, images and links are read, and their fingerprints compared with those that the
/// last run left. Where something is otherwise, where rules, schemas or parameters are others, where a rule reads the clock
/// or draws something, or where too much has changed, every object is worked out, and the counts say why.
public struct CheckingSynchronization: Sendable {
    private let delta: DeltaSynchronization

    /// Prepares a run over the connectors of one that works out everything.
    public init(_ full: FullSynchronization) { delta = DeltaSynchronization(full) }

    /// Brings metaverse, links and images in line with the connector spaces and the rules, whatever the store holds.
    public func run(
        in transaction: any SynchronizationTransaction,
        report: (RunEvent) -> Void
    ) throws -> SynchronizationCounts {
        let full = delta.full
        let rules = try CompiledRules(full.connectors, table: full.table, semantics: full.semantics)
        let changes: RunChanges
        switch try delta.ground(transaction, rules) {
        case .changes(let found): changes = found
        case .nothing(let because): return try delta.everything(because, transaction, report)
        }
        if let rule = rules.leftToChance(full.connectors)?.rule {
            return try delta.everything(
                "The rule \"\(rule.name)\" reads the clock or draws something, so that the same object may become another.",
                transaction,
                report
            )
        }
        var others: [String] = []
        if try transaction.metaversePrint() != changes.memory.metaversePrint { others.append("metaverse objects") }
        for (connector, _) in rules.outbound {
            let print = try transaction.imagePrint(of: connector)
            if print != changes.memory.imagePrints[connector] ?? 0 { others.append("what the tenant should hold") }
        }
        if try LinkCheck(changes).mend(in: transaction) { others.append("links of connector space objects") }
        guard others.isEmpty else {
            return try delta.everything(
                "The store is otherwise than the last synchronization left it: \(others.joined(separator: ", ")).",
                transaction,
                report
            )
        }
        return try delta.run(changes, rules, changes.memory.unsettled, transaction, report)
    }
}
