public import Directory
import SyncRules

/// Reads a connector whole and compares what came with its connector space, partition by partition.
///
/// Deletions are derived only here, and only of a partition that the connector has called complete. Of a partition that
/// could not be read nothing changes.
public struct FullImport: Sendable {
    private let connector: any Connector
    private let store: any ImportStore
    private let clock: FileTime
    private let safePoint: @Sendable () async throws -> Void

    /// Prepares an import; `safePoint` is called where the import can be given up, and throws to give it up.
    public init(
        from connector: any Connector,
        into store: any ImportStore,
        clock: FileTime = FileTime(unixSeconds: 0),
        safePoint: @escaping @Sendable () async throws -> Void = {}
    ) {
        self.connector = connector
        self.store = store
        self.clock = clock
        self.safePoint = safePoint
    }

    /// Runs the import and puts its result in place; nothing changes when it throws.
    public func run(_ request: ImportRequest, report: (RunEvent) -> Void) async throws -> ImportResult {
        let space = try await store.connectorSpace(of: connector.identity)
        var partitions = Dictionary(grouping: space, by: \.identity.partition).mapValues { PartitionImport(known: $0) }
        var request = request
        request.knownPartitions = partitions.keys.sorted()
        let outcome = try await connector.importObjects(request, table: store.table) { page in
            try Task.checkCancellation()
            try await safePoint()
            if page.begins { partitions[page.partition]?.restart() }
            partitions[page.partition, default: PartitionImport(known: [])].take(page)
            report(.imported(connector.identity, count: partitions.values.reduce(0) { $0 + $1.count }))
        }
        guard !outcome.complete.isEmpty else {
            throw SyncEngineError(.incompleteImport, "No partition came whole, so nothing was taken over.")
        }
        let result = Self.result(partitions, outcome)
        try await store.commit(commit(result, outcome, request))
        return result
    }

    /// A partition that came whole has the connector's new cursor, or none; of one that did not the old one stays good.
    private func commit(_ result: ImportResult, _ outcome: ImportOutcome, _ request: ImportRequest) -> ImportCommit {
        let whole = outcome.complete.sorted()
        return ImportCommit(
            connector: connector.identity,
            changes: result.changes,
            watermarks: whole.compactMap { partition in
                outcome.cursors[partition].map {
                    Watermark(
                        partition: partition,
                        cursor: $0,
                        selection: request.selection,
                        taken: clock.unixSeconds
                    )
                }
            },
            forgotten: whole.filter { outcome.cursors[$0] == nil }
        )
    }

    private static func result(_ partitions: [String: PartitionImport], _ outcome: ImportOutcome) -> ImportResult {
        var result = ImportResult()
        for (name, partition) in partitions.sorted(by: { $0.key < $1.key }) {
            switch outcome[name] {
            case .complete:
                result.errors += partition.errors
                let changes = partition.whole()
                result.count(changes, in: name)
                result.changes.append(changes)
            case .incomplete: result.changes.unchanged += partition.knownCount
            case nil:
                result.changes.unchanged += partition.knownCount
                let reason = "It was not among those that were read, which does not mean that its objects have gone."
                result.incomplete.append(IncompletePartition(partition: name, reason: reason))
            }
        }
        result.incomplete = (result.incomplete + outcome.incomplete).sorted { $0.partition < $1.partition }
        result.unmarked = outcome.unmarked.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        return result
    }
}
