import Directory
import SyncRules

/// Reads a connector whole and compares what came with its connector space, partition by partition.
///
/// Deletions are derived only here, and only of a partition that the connector has called complete. Of a partition that
/// could not be read nothing changes. Pages are written as they come, in a transaction that is committed at the end: memory
/// is bounded by a page and forty bytes for each object that is known.
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
            try await pages.take(page)
            report(.imported(connector.identity, count: pages.count))
        }
        guard !outcome.complete.isEmpty else {
            throw SyncEngineError(.incompleteImport, "No partition came whole, so nothing was taken over.")
        }
        return try await pages.result(outcome, known: request.knownPartitions)
    }
}
