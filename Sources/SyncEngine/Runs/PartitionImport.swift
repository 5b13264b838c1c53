import Directory

/// What an import has brought of one partition so far, beside what is known of it.
struct PartitionImport {
    private let known: [ConnectorSpaceIdentity: ConnectorSpaceObject]
    private var missing: [ConnectorSpaceIdentity: ConnectorSpaceObject]
    private var seen: Set<ConnectorSpaceIdentity> = []
    private var changes = ImportChanges()
    private(set) var errors: [ObjectError] = []
    /// Names of entries that are there and could not be used: they are no evidence that an object has gone.
    private var unusable: Set<String> = []

    init(known: [ConnectorSpaceObject]) {
        self.known = Dictionary(known.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
        missing = self.known
    }

    var count: Int { seen.count }
    var knownCount: Int { known.count }

    /// Forgets what came: the partition is read again from its beginning.
    mutating func restart() { self = PartitionImport(known: Array(known.values)) }

    mutating func take(_ page: ImportPage) {
        errors += page.errors
        unusable.formUnion(page.errors.map { ASCII.lowercased($0.object) })
        for object in page.objects {
            guard seen.insert(object.identity).inserted else {
                unusable.insert(ASCII.lowercased(object.entry.dn))
                errors.append(
                    ObjectError(
                        code: "duplicate-object",
                        connector: object.identity.connector,
                        object: object.entry.dn,
                        message: "The import brought the same object twice; the first one stays."
                    )
                )
                continue
            }
            guard let previous = missing.removeValue(forKey: object.identity) else {
                changes.added.append(object)
                continue
            }
            if previous.entry == object.entry, previous.objectClass == object.objectClass {
                changes.unchanged += 1
            } else {
                var updated = object
                updated.link = previous.link
                changes.updated.append(updated)
                if previous.entry.dn != object.entry.dn { changes.renamed += 1 }
            }
        }
    }

    /// The changes of a partition that came whole: what is missing has gone.
    consuming func whole() -> ImportChanges {
        let kept = missing.filter { unusable.contains(ASCII.lowercased($0.value.entry.dn)) }
        changes.unchanged += kept.count
        changes.deleted = missing.keys.filter { kept[$0] == nil }.sorted()
        return changes
    }
}
