import Directory
import LDAPClient
import SyncEngine

/// What has changed in a directory that is asked by content synchronization (RFC 4533).
struct ContentChanges {
    private let domain: DomainChanges

    init(_ domain: DomainChanges) { self.domain = domain }

    func read(
        since cursor: ChangeCursor,
        _ deliver: (ChangesPage) async throws -> Void
    ) async throws -> DomainChanges.Outcome {
        guard let identifier = domain.reader.table.identifier(for: "entryUUID") else {
            throw ConnectorError(.tableFull, "The store's table of attribute names is full.")
        }
        let objection = try await domain.connection.objection(
            toSynchronizing: domain.reader.domain.name,
            since: cursor
        )
        if let objection { return .mustReadInFull(objection) }
        let request = SearchRequest(
            base: domain.reader.domain.name,
            scope: .subtree,
            attributes: domain.reader.attributes
        )
        var mentioned: Set<[UInt8]> = []
        var below: Set<String> = []
        var next = cursor
        var isWhole = false
        var batches = domain.connection.contentSync(request, since: cursor, table: domain.reader.table)
            .makeAsyncIterator()
        while let step = try await batches.next() {
            guard case .changes(let batch) = step else {
                guard case .mustReadInFull(let reason) = step else { continue }
                return .mustReadInFull(reason.description)
            }
            var entries: [PackedEntry] = []
            var changes: [ImportedChange] = []
            for event in batch.events {
                switch event {
                case .changed(let uuid, let entry):
                    mentioned.insert(Self.value(uuid))
                    if domain.isOwn(entry.dn) { entries.append(entry) }
                case .unchanged(let uuids): mentioned.formUnion(uuids.map(Self.value))
                case .deleted(let uuids): changes += uuids.map { .absentValue(identifier, Self.value($0)) }
                case .phaseEnded(.areGone): changes.append(.onlyValues(identifier, mentioned))
                case .phaseEnded(.areUnchanged): break
                case .refreshEnded: isWhole = true
                }
            }
            let page = domain.page(of: entries)
            below.formUnion(domain.namesAbove(entries, page))
            try await deliver(
                ChangesPage(
                    partition: page.partition,
                    begins: false,
                    changes: page.changes + changes,
                    errors: page.errors
                )
            )
            next = batch.cursor ?? next
        }
        guard isWhole else { return .mustReadInFull("The server ended without saying that it has told everything.") }
        try await domain.deliver(below: below, deliver)
        return .told(next, referencesFollow: false)
    }

    private static func value(_ identifier: EntryUUID) -> [UInt8] { Array(identifier.description.utf8) }
}
