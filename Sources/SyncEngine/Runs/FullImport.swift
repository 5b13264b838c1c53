public import Directory
import SyncRules

/// Reads a connector whole and compares what came with its connector space, partition by partition.
///
/// Deletions are derived only here, and only of a partition that the connector has called complete and of which every entry
/// could be taken. Of a partition that could not be read nothing changes; of one that may lack some what came is taken. Pages
/// are written as they come, in a transaction that is committed at the end: memory is bounded by a page and forty bytes for
/// each object that is known.
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
        let transaction = try await store.beginImport(of: connector.identity)
        do {
            let result = try await run(request, in: transaction, report)
            try Task.checkCancellation()
            try await transaction.commit()
            return result
        } catch {
            await transaction.abandon()
            throw error
        }
    }

    private func run(
        _ request: ImportRequest,
        in transaction: any ImportTransaction,
        _ report: (RunEvent) -> Void
    ) async throws -> ImportResult {
        var request = request
        request.knownPartitions = try await transaction.partitions()
        var pages = ImportedPages(transaction)
        let outcome = try await connector.importObjects(request, table: store.table) { page in
            try Task.checkCancellation()
            try await safePoint()
            try await pages.take(page)
            report(.imported(connector.identity, count: pages.count))
        }
        guard !outcome.isEmpty else {
            throw SyncEngineError(.incompleteImport, "No partition came whole, so nothing was taken over.")
        }
        let result = try await pages.result(outcome, known: request.knownPartitions)
        // A partition that came whole has the connector's new cursor, or none; of one that did not the old one stays good. So
        // it does where something may have gone: an import of changes that began later would never be told.
        let whole = outcome.complete.filter { result.held[$0] == nil }.sorted()
        try await transaction.settle(
            result.counts,
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
        return result
    }
}
