import Directory
import SyncRules

/// Reads a connector whole and compares what came with its connector space.
///
/// Deletions are derived only here, after the connector has said that it delivered everything.
public struct FullImport: Sendable {
    private let connector: any Connector
    private let store: any SyncStore

    /// Prepares an import.
    public init(from connector: any Connector, into store: any SyncStore) {
        self.connector = connector
        self.store = store
    }

    /// Runs the import and puts its result in place; nothing changes when it throws.
    public func run(
        _ request: ImportRequest,
        report: (RunEvent) -> Void
    ) async throws -> (changes: ImportChanges, errors: [ObjectError]) {
        var known = Dictionary(
            try await store.connectorSpace(of: connector.identity).map { ($0.identity, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var seen: Set<ConnectorSpaceIdentity> = []
        var changes = ImportChanges()
        var errors: [ObjectError] = []
        // Names of entries that are there and could not be used: they are no evidence that an object has gone.
        var unusable: Set<String> = []
        try await connector.importObjects(request, table: store.table) { page in
            try Task.checkCancellation()
            errors += page.errors
            unusable.formUnion(page.errors.map { ASCII.lowercased($0.object) })
            for object in page.objects {
                guard seen.insert(object.identity).inserted else {
                    unusable.insert(ASCII.lowercased(object.entry.dn))
                    errors.append(
                        ObjectError(
                            code: "duplicate-object",
                            connector: connector.identity,
                            object: object.entry.dn,
                            message: "The import brought the same object twice; the first one stays."
                        )
                    )
                    continue
                }
                guard let previous = known.removeValue(forKey: object.identity) else {
                    changes.added.append(object)
                    continue
                }
                if previous.entry == object.entry, previous.objectClass == object.objectClass {
                    changes.unchanged += 1
                } else {
                    var updated = object
                    updated.link = previous.link
                    changes.updated.append(updated)
                }
            }
            report(.imported(connector.identity, count: seen.count))
        }
        let kept = known.filter { unusable.contains(ASCII.lowercased($0.value.entry.dn)) }
        changes.unchanged += kept.count
        changes.deleted = known.keys.filter { kept[$0] == nil }.sorted()
        try await store.replaceConnectorSpace(of: connector.identity, with: changes)
        return (changes, errors)
    }
}
