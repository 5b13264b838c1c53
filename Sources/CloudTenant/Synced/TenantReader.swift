public import Directory

/// A tenant as somebody sees it who imports from it, in this process or elsewhere: nothing of it can be changed.
public protocol TenantReader: Sendable {
    /// Synchronized objects behind a source anchor, ascending; an empty list where there are no more.
    func synced(after anchor: String?) async throws -> [SyncedObject]
    /// The synchronized objects with these source anchors, in their order; nothing for one that is not there.
    func synced(_ anchors: [String]) async throws -> [SyncedObject?]
    /// Objects of a class that have changed behind a place, ascending by change; an empty list where there are no more.
    func changes(of objectClass: AttributeName, after place: TenantRevision.Place) async throws -> SyncedRevision.Page
    /// Objects of a class that the cloud is the master of, behind an identity, ascending by it.
    func ofCloud(_ objectClass: AttributeName, after id: TenantObjectID?) async throws -> CloudPage
}

extension Tenant: TenantReader {
    /// How many objects are looked at for a page.
    static let syncedPage = 500

    /// Synchronized objects behind a source anchor, ascending; an empty list where there are no more.
    public func synced(after anchor: String?) async throws -> [SyncedObject] {
        try await store.read { reading in
            // Identities break ties, of which anchors have none.
            var place = anchor.map { TenantPlace(anchor: $0, id: TenantObjectID.last) }
            while true {
                let page = try reading.objects(.present, after: place, limit: Self.syncedPage)
                let found = page.compactMap { SyncedObject($0, table: reading.table) }
                guard found.isEmpty, let last = page.last, last.anchor != nil else { return found }
                place = TenantPlace(anchor: last.anchor, id: last.id)
            }
        }
    }

    /// The synchronized objects with these source anchors, in their order; nothing for one that is not there.
    public func synced(_ anchors: [String]) async throws -> [SyncedObject?] {
        try await store.read { reading in
            try anchors.map { anchor in
                try reading.object(anchor: anchor).flatMap { SyncedObject($0, table: reading.table) }
            }
        }
    }

    /// Objects of a class that have changed behind a place, ascending by change; an empty list where there are no more.
    public func changes(
        of objectClass: AttributeName,
        after place: TenantRevision.Place
    ) async throws -> SyncedRevision.Page {
        try await store.read { reading in
            let now = try reading.revision()
            let found = try reading.revisions(of: objectClass, after: place, limit: Self.syncedPage)
            let changes = try found.map { change in
                let object = change.object.flatMap { SyncedObject($0, table: reading.table) }
                return SyncedRevision(
                    id: change.id.description,
                    revision: change.revision,
                    object: object,
                    anchor: object == nil ? change.anchor : nil,
                    ofCloud: try change.object.flatMap { try Self.cloudObject($0, reading) }
                )
            }
            return SyncedRevision.Page(changes: changes, now: now)
        }
    }

    /// Objects of a class that the cloud is the master of, behind an identity, ascending by it.
    public func ofCloud(_ objectClass: AttributeName, after id: TenantObjectID?) async throws -> CloudPage {
        try await store.read { reading in
            let page = try reading.page(TenantPage(of: objectClass, after: id, limit: Self.syncedPage))
            return CloudPage(
                objects: try page.compactMap { try Self.cloudObject($0, reading) },
                next: page.count < Self.syncedPage ? nil : page.last?.id.description
            )
        }
    }

    private static func cloudObject(_ object: TenantObject, _ reading: any TenantReading) throws -> SyncedObject? {
        try SyncedObject(ofCloud: object, table: reading.table) { id in
            guard let member = try reading.object(id), member.deletedSince == nil else { return nil }
            let isOfCloud = !member.details.isSynchronized || member.anchor == nil
            let anchor = isOfCloud ? SyncedObject.cloudAnchor(of: member.objectClass, id) : member.anchor ?? ""
            return "CN={\(ASCII.hex(anchor.utf8))}"
        }
    }
}
