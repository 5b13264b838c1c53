import CloudTenant
import Connectors
import Directory
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
        /// Up to which change the tenant has been read; it counts once what was found is noted.
        var watermark: Watermark?
    }

    /// How many exported objects are looked at together.
    private static let batch = 500
    /// The classes of objects that the tenant has.
    private static let classes: [AttributeName] = ["user", "group", "contact", "device"]

    let reader: any TenantReader
    let store: WorkspaceStore
    private let importing: TenantImport
    private let decided: DecidedAttributes?
    private var returned: ReturnedObjects

    /// Prepares to read; `rules` are those of the tenant, and `decided` says what they empty.
    init(
        _ reader: any TenantReader,
        _ store: WorkspaceStore,
        rules: [SyncRule],
        decided: DecidedAttributes? = nil
    ) {
        self.reader = reader
        self.store = store
        self.decided = decided
        importing = TenantImport(of: .tenant, table: store.table)
        returned = ReturnedObjects(store, importing, rules: rules)
    }

    /// Up to which change of the tenant everything has been read; nothing where all of it has to be.
    func knownRevision() async throws -> Int64? {
        guard let mark = try await store.watermarks(of: .tenant).first, mark.selection == returned.selection else {
            return nil
        }
        guard let known = Int64(String(decoding: mark.cursor, as: UTF8.self)) else { return nil }
        // A tenant that has seen less than was read of it is another one.
        return try await now() < known ? nil : known
    }

    /// The number of the last change of the tenant.
    private func now() async throws -> Int64 {
        try await reader.changes(of: "user", after: TenantRevision.Place(revision: .max)).now
    }

    private func watermark(_ revision: Int64, at clock: Int64) -> Watermark {
        Watermark(partition: "", cursor: Array("\(revision)".utf8), selection: returned.selection, taken: clock)
    }

    /// Reads everything that synchronization is the master of.
    ///
    /// What was not exported from here is kept as disconnectors.
    mutating func all(at clock: Int64, _ report: (Int) -> Void) async throws -> Found {
        var found = Found()
        var missing = try await store.acceptedAnchors(of: .tenant)
        found.anchors = missing.sorted()
        found.exported = missing.count
        // What changes while it is read is read again by the next import.
        let now = try await now()
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
                found.comparison.take(image, try await compared(image, object))
                missing.remove(object.anchor)
            }
            try await store.read(others)
            try await returned.take(page)
            found.others += others.count
            report(found.exported - missing.count + found.others)
        }
        try await store.endDisconnectors(of: .tenant)
        try await readCloud(returned.ofCloud)
        try await returned.end()
        try await take(missing.sorted(), into: &found.comparison) { $0.map { _ in nil } }
        found.watermark = watermark(now, at: clock)
        return found
    }

    /// Reads the objects of some classes that the cloud is the master of; rules make metaverse objects of them.
    private mutating func readCloud(_ classes: [AttributeName]) async throws {
        for objectClass in classes {
            var place: TenantObjectID?
            repeat {
                try Task.checkCancellation()
                let page = try await reader.ofCloud(objectClass, after: place)
                try await returned.take(ofCloud: page.objects)
                place = page.place
            } while place != nil
        }
    }

    /// Reads what has changed behind a change, and those of these that were exported and did not come with it.
    ///
    /// What was not exported from here is kept as disconnectors, as where everything is read.
    mutating func changes(
        after revision: Int64,
        _ waiting: [String],
        at clock: Int64,
        _ report: (Int) -> Void
    ) async throws -> Found {
        var found = Found()
        var left = Set(waiting)
        var there: Set<String> = []
        var gone: Set<String> = []
        var upTo: Int64?
        for objectClass in Self.classes {
            var place = TenantRevision.Place(revision: revision)
            while true {
                try Task.checkCancellation()
                let page = try await reader.changes(of: objectClass, after: place)
                upTo = upTo ?? page.now
                guard let last = page.changes.last else { break }
                place = last.place
                let objects = page.changes.compactMap(\.object)
                there.formUnion(objects.map(\.anchor))
                gone.formUnion(page.changes.compactMap(\.anchor))
                let images = try await store.exportedImages(of: .tenant, anchors: objects.map(\.anchor))
                var others: [Disconnector] = []
                for object in objects {
                    guard let image = images[object.anchor] else {
                        others.append(importing.disconnector(object))
                        continue
                    }
                    found.comparison.take(image, try await compared(image, object))
                    found.anchors.append(object.anchor)
                    left.remove(object.anchor)
                }
                found.others += try await store.note(others, of: .tenant)
                try await returned.take(objects)
                try await returned.take(ofCloud: page.changes, objectClass)
                report(found.anchors.count + found.others)
            }
        }
        // A member that was matched, or is synchronized no more, has another name, and its groups are not changed by that. Whether
        // it is new is not asked: an import that was cut off has it already.
        if !(there.isEmpty && gone.isEmpty) { try await readCloud(returned.ofCloud.filter { $0 == "group" }) }
        // Another object may have the source anchor by now.
        left.formUnion(try await forget(gone.subtracting(there).sorted()))
        let rest = try await some(left.sorted()) { report(found.anchors.count + found.others + $0) }
        found.anchors += rest.anchors
        found.exported = found.anchors.count
        found.comparison.take(rest.comparison)
        try await store.forgetDeleted(of: .tenant)
        found.watermark = upTo.map { watermark($0, at: clock) }
        return found
    }

    /// Takes out what others have deleted, and what was deleted from here; gives back what was exported and should be there.
    private func forget(_ gone: [String]) async throws -> [String] {
        var missing: [String] = []
        for start in stride(from: 0, to: gone.count, by: Self.batch) {
            let part = Array(gone[start..<min(start + Self.batch, gone.count)])
            let exported = try await store.exportedImages(of: .tenant, anchors: part)
            missing += part.filter { exported[$0] != nil }
            try await store.forgetReturned(anchors: part.filter { exported[$0] == nil }, of: .tenant)
        }
        return missing
    }

    /// Reads those of these that were exported from here.
    mutating func some(_ anchors: [String], _ report: (Int) -> Void) async throws -> Found {
        var found = Found()
        found.anchors = anchors
        found.exported = anchors.count
        var done = 0
        var returned = returned
        try await take(anchors, into: &found.comparison) { part in
            let objects = try await reader.synced(part)
            let gone = zip(part, objects).filter { $0.1 == nil }.map(\.0)
            try await returned.take(objects.compactMap(\.self))
            try await store.forgetReturned(anchors: gone, of: .tenant)
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
                comparison.take(image, try await compared(image, object))
            }
        }
    }

    /// What became of an exported object, and what the tenant has beside it where rules give nothing.
    private func compared(_ image: ExportImage, _ object: SyncedObject?) async throws -> TenantComparison.Finding {
        guard let object, let decided else { return importing.finding(image, object) }
        let emptied = try await decided.among(importing.beside(image, object), of: image)
        return importing.finding(image, object, emptied: emptied)
    }
}
