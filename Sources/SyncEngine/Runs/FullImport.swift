import Directory
import SyncRules

/// Reads a connector whole and compares what came with its connector space, partition by partition.
///
/// Deletions are derived only here, and only of a partition that the connector has called complete. Of a partition that
/// could not be read nothing changes.
public struct FullImport: Sendable {
    private let connector: any Connector
    private let store: any SyncStore

    /// Prepares an import.
    public init(from connector: any Connector, into store: any SyncStore) {
        self.connector = connector
        self.store = store
    }

    /// Runs the import and puts its result in place; nothing changes when it throws.
    public func run(_ request: ImportRequest, report: (RunEvent) -> Void) async throws -> ImportResult {
        let space = try await store.connectorSpace(of: connector.identity)
        var partitions = Dictionary(grouping: space, by: \.identity.partition).mapValues { PartitionImport(known: $0) }
        var request = request
        request.knownPartitions = partitions.keys.sorted()
        let outcome = try await connector.importObjects(request, table: store.table) { page in
            try Task.checkCancellation()
            if page.begins { partitions[page.partition]?.restart() }
            partitions[page.partition, default: PartitionImport(known: [])].take(page)
            report(.imported(connector.identity, count: partitions.values.reduce(0) { $0 + $1.count }))
        }
        guard !outcome.complete.isEmpty else {
            throw SyncEngineError(.incompleteImport, "No partition came whole, so nothing was taken over.")
        }
        let result = Self.result(partitions, outcome)
        try await store.replaceConnectorSpace(of: connector.identity, with: result.changes)
        return result
    }

    private static func result(_ partitions: [String: PartitionImport], _ outcome: ImportOutcome) -> ImportResult {
        var result = ImportResult()
        for (name, partition) in partitions.sorted(by: { $0.key < $1.key }) {
            switch outcome[name] {
            case .complete:
                result.errors += partition.errors
                result.changes.append(partition.whole())
            case .incomplete: result.changes.unchanged += partition.knownCount
            case nil:
                result.changes.unchanged += partition.knownCount
                let reason = "It was not among those that were read, which does not mean that its objects have gone."
                result.incomplete.append(IncompletePartition(partition: name, reason: reason))
            }
        }
        result.incomplete = (result.incomplete + outcome.incomplete).sorted { $0.partition < $1.partition }
        return result
    }
}
