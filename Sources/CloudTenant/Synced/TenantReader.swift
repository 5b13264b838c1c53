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
    /// Synchronized objects behind a source anchor, ascending; an empty list where there are no more.
    public func synced(after anchor: String?) async throws -> [SyncedObject] {
        let room = PageRoom(bytes: pageBytes)
        return try await store.read { reading in
            var room = room
            var found: [SyncedObject] = []
            // Identities break ties, of which anchors have none.
            var place = anchor.map { TenantPlace(anchor: $0, id: TenantObjectID.last) }
            while true {
                let read = try reading.objects(.present, after: place, limit: PageRoom.step)
                for object in read {
                    let told = SyncedObject(object, table: reading.table)
                    room.take(told)
                    if let told { found.append(told) }
                    // A page without objects would be taken for the end.
                    if room.isFull, !found.isEmpty { return found }
                }
                guard read.count == PageRoom.step, let last = read.last, last.anchor != nil else { return found }
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

    /// The first of the synchronized objects with these source anchors, as many as a page has room for; at least one.
    func synced(firstOf anchors: [String]) async throws -> [SyncedObject?] {
        let room = PageRoom(bytes: pageBytes)
        return try await store.read { reading in
            var room = room
            var found: [SyncedObject?] = []
            for anchor in anchors where !room.isFull {
                let told = try reading.object(anchor: anchor).flatMap { SyncedObject($0, table: reading.table) }
                room.take(told)
                found.append(told)
            }
            return found
        }
    }

    /// Objects of a class that have changed behind a place, ascending by change; an empty list where there are no more.
    public func changes(
        of objectClass: AttributeName,
        after place: TenantRevision.Place
    ) async throws -> SyncedRevision.Page {
        let room = PageRoom(bytes: pageBytes)
        return try await store.read { reading in
            var (room, place) = (room, place)
            var changes: [SyncedRevision] = []
            let now = try reading.revision()
            while true {
                let read = try reading.revisions(of: objectClass, after: place, limit: PageRoom.step)
                for change in read {
                    let told = try Self.told(change, reading)
                    room.take(told.object, told.ofCloud)
                    changes.append(told)
                    if room.isFull { return SyncedRevision.Page(changes: changes, now: now) }
                }
                guard read.count == PageRoom.step, let last = read.last else {
                    return SyncedRevision.Page(changes: changes, now: now)
                }
                place = TenantRevision.Place(revision: last.revision, id: last.id)
            }
        }
    }

    private static func told(_ change: TenantRevision, _ reading: any TenantReading) throws -> SyncedRevision {
        let object = change.object.flatMap { SyncedObject($0, table: reading.table) }
        return SyncedRevision(
            id: change.id.description,
            revision: change.revision,
            object: object,
            anchor: object == nil ? change.anchor : nil,
            ofCloud: try change.object.flatMap { try cloudObject($0, reading) }
        )
    }

    /// Objects of a class that the cloud is the master of, behind an identity, ascending by it.
    public func ofCloud(_ objectClass: AttributeName, after id: TenantObjectID?) async throws -> CloudPage {
        let room = PageRoom(bytes: pageBytes)
        return try await store.read { reading in
            var (room, last) = (room, id)
            var objects: [SyncedObject] = []
            while true {
                let read = try reading.page(TenantPage(of: objectClass, after: last, limit: PageRoom.step))
                for object in read {
                    let told = try Self.cloudObject(object, reading)
                    room.take(told)
                    if let told { objects.append(told) }
                    // Whether more follow is not known, and asking once more costs little.
                    if room.isFull { return CloudPage(objects: objects, next: object.id.description) }
                    last = object.id
                }
                guard read.count == PageRoom.step else { return CloudPage(objects: objects, next: nil) }
            }
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
