import CloudTenant
import Connectors
import SQLiteStore
import SyncEngine
import SyncRules

/// Reads the tenant's objects for an import, a page at a time.
struct TenantObjects {
    /// What an import has shown.
    struct Found {
        var comparison = TenantComparison()
        /// How many objects were looked at that were exported from here.
        var exported = 0
        /// How many the tenant has besides, of which nothing was exported from here.
        var others = 0
        /// The source anchors of those that were exported.
        var anchors: [String] = []
    }

    /// How many exported objects are looked at together.
    private static let batch = 500

    let reader: any TenantReader
    let store: WorkspaceStore
    private let importing: TenantImport

    init(_ reader: any TenantReader, _ store: WorkspaceStore) {
        self.reader = reader
        self.store = store
        importing = TenantImport(of: .tenant, table: store.table)
    }

    /// Reads everything that synchronization is the master of.
    ///
    /// What was not exported from here is kept as disconnectors.
    func all(_ report: (Int) -> Void) async throws -> Found {
        var found = Found()
        var missing = try await store.acceptedAnchors(of: .tenant)
        found.anchors = missing.sorted()
        found.exported = missing.count
        try await store.beginDisconnectors(of: .tenant)
        var last: String?
        while true {
            try Task.checkCancellation()
            let page = try await reader.synced(after: last)
            guard let end = page.last else { break }
            last = end.anchor
            let images = try await store.exportedImages(of: .tenant, anchors: page.map(\.anchor))
            var others: [Disconnector] = []
            for object in page {
                guard let image = images[object.anchor] else {
                    others.append(importing.disconnector(object))
                    continue
                }
                found.comparison.take(image, importing.finding(image, object))
                missing.remove(object.anchor)
            }
            try await store.read(others)
            found.others += others.count
            report(found.exported - missing.count + found.others)
        }
        try await store.endDisconnectors(of: .tenant)
        try await take(missing.sorted(), into: &found.comparison) { $0.map { _ in nil } }
        return found
    }

    /// Reads those of these that were exported from here.
    func some(_ anchors: [String], _ report: (Int) -> Void) async throws -> Found {
        var found = Found()
        found.anchors = anchors
        found.exported = anchors.count
        var done = 0
        try await take(anchors, into: &found.comparison) { part in
            let objects = try await reader.synced(part)
            done += part.count
            report(done)
            return objects
        }
        return found
    }

    /// Compares what was exported of objects with what the tenant has of them.
    private func take(
        _ anchors: [String],
        into comparison: inout TenantComparison,
        _ read: ([String]) async throws -> [SyncedObject?]
    ) async throws {
        for start in stride(from: 0, to: anchors.count, by: Self.batch) {
            try Task.checkCancellation()
            let part = Array(anchors[start..<min(start + Self.batch, anchors.count)])
            let images = try await store.exportedImages(of: .tenant, anchors: part)
            let objects = try await read(part)
            for (anchor, object) in zip(part, objects) {
                guard let image = images[anchor] else { continue }
                comparison.take(image, importing.finding(image, object))
            }
        }
    }
}
