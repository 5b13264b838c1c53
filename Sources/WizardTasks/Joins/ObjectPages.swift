import SQLiteStore
import SyncEngine
import SyncRules

/// Walks over the objects of some connector spaces a page at a time, in the order in which they lie in the file.
struct ObjectPages {
    private let store: WorkspaceStore
    private let connectors: [ConnectorID]
    private let size: Int
    /// The row behind which the next page begins; nothing once all were read.
    private var row: Int64? = 0

    /// Begins before the first of them.
    init(_ store: WorkspaceStore, of connectors: [ConnectorID], size: Int) {
        (self.store, self.connectors, self.size) = (store, connectors, size)
    }

    /// The next objects; nothing once all were read.
    mutating func next() async throws -> [ConnectorSpaceObject]? {
        guard let row else { return nil }
        try Task.checkCancellation()
        let page = try await store.connectorObjects(of: connectors, behindRow: row, limit: size)
        self.row = page.objects.count < size ? nil : page.last
        return page.objects.isEmpty ? nil : page.objects
    }
}
