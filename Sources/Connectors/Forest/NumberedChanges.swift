import Directory
import LDAPClient
import SyncEngine

/// What has changed in a domain of Active Directory: by DirSync, or by the numbers of changes.
struct NumberedChanges {
    /// How many objects are asked for at once.
    private static let batch = 100

    private let domain: DomainChanges

    init(_ domain: DomainChanges) { self.domain = domain }

    func read(
        since cursor: ChangeCursor,
        _ deliver: (ChangesPage) async throws -> Void
    ) async throws -> DomainChanges.Outcome {
        let isDirSync = cursor.method == .dirSync
        var told = Told()
        var next: ChangeCursor?
        if isDirSync {
            var steps = domain.connection.directorySync(
                request(domain.reader.attributes),
                since: cursor,
                flags: .incrementalValues,
                table: domain.reader.table
            ).makeAsyncIterator()
            while let step = try await steps.next() {
                switch step {
                case .mustReadInFull(let reason): return .mustReadInFull(reason.description)
                case .changes(let page):
                    take(page.changes, &told) { $0.values(of: $1).isEmpty }
                    next = page.cursor ?? next
                }
            }
        } else {
            var steps = domain.connection.changesByNumber(
                request(["objectClass"]),
                since: cursor,
                table: domain.reader.table
            ).makeAsyncIterator()
            while let step = try await steps.next() {
                switch step {
                case .mustReadInFull(let reason): return .mustReadInFull(reason.description)
                case .changes(let page):
                    take(page.changes, &told) { _, _ in true }
                    next = page.cursor ?? next
                }
            }
        }
        guard let next else { return .mustReadInFull("The server did not say up to where it has told the changes.") }
        try await deliver(
            ChangesPage(
                partition: domain.reader.domain.name,
                begins: false,
                changes: told.deleted.map { .absent(anchor: $0) }
            )
        )
        try await readAgain(told, deliver)
        if !isDirSync { try await findGone(deliver) }
        return .told(next, referencesFollow: true)
    }

    /// Numbers tell deletions only to an account that sees every deleted object, and no account can know that it does: what
    /// has gone is found by what is there.
    private func findGone(_ deliver: (ChangesPage) async throws -> Void) async throws {
        guard let anchor = domain.reader.table.identifier(for: "objectGUID") else {
            throw ConnectorError(.tableFull, "The store's table of attribute names is full.")
        }
        var search = domain.reader.search(below: domain.reader.domain.name)
        search.attributes = ["objectGUID"]
        search.pageSize = 1000
        var there: Set<[UInt8]> = []
        _ = try await domain.connection.search(search, table: domain.reader.table).deliver { page in
            for entry in domain.reader.own(page.entries) {
                for value in entry.values(of: anchor) { there.insert(Array(value)) }
            }
        }
        try await deliver(
            ChangesPage(
                partition: domain.reader.domain.name,
                begins: false,
                changes: [.onlyValues(anchor, there)]
            )
        )
    }

    private struct Told {
        var deleted: [[UInt8]] = []
        var changed: [[UInt8]] = []
        /// Names of objects that were there before and may be called otherwise now.
        var renamed: Set<String> = []
    }

    /// Deleted objects and those of others are told as well; what is new brings its classes, so without them it was there
    /// before.
    private func take(
        _ changes: [DirectoryChange],
        _ told: inout Told,
        mayBeOld: (PackedEntry, AttributeID) -> Bool
    ) {
        let objectClass = domain.reader.table.identifier(for: "objectClass")
        let name = domain.reader.table.identifier(for: "name")
        for change in changes {
            guard change.kind == .present else {
                told.deleted.append(change.identifier.bytes)
                continue
            }
            guard domain.isOwn(change.entry.dn) else { continue }
            told.changed.append(change.identifier.bytes)
            guard let objectClass, let name, mayBeOld(change.entry, objectClass),
                !change.entry.values(of: name).isEmpty
            else { continue }
            told.renamed.insert(change.entry.dn)
        }
    }

    private func request(_ attributes: [AttributeName]) -> SearchRequest {
        SearchRequest(base: domain.reader.domain.name, scope: .subtree, attributes: attributes)
    }

    /// Reads the objects that have changed as a full import would, what lies below those that no rule takes, and what refers
    /// to those that may have come from where nothing is read.
    private func readAgain(_ told: Told, _ deliver: (ChangesPage) async throws -> Void) async throws {
        var below: Set<String> = []
        var arrived: Set<String> = []
        for start in stride(from: 0, to: told.changed.count, by: Self.batch) {
            let batch = told.changed[start..<min(start + Self.batch, told.changed.count)]
            var search = domain.reader.search(below: domain.reader.domain.name)
            search.filter = .any(batch.map { .equal("objectGUID", $0) })
            _ = try await domain.connection.search(search, table: domain.reader.table).deliver { page in
                let entries = page.entries.filter { domain.isOwn($0.dn) }
                let made = domain.page(of: entries)
                below.formUnion(domain.namesAbove(entries, made).filter { told.renamed.contains($0) })
                arrived.formUnion(domain.names(of: made).filter { told.renamed.contains($0) })
                try await deliver(made)
            }
        }
        try await domain.deliver(below: below) { page in
            arrived.formUnion(domain.names(of: page))
            try await deliver(page)
        }
        try await domain.deliver(referringTo: arrived, deliver)
    }
}
