public import Directory

/// An object of Active Directory that has changed, or that is told for the first time.
public struct DirectoryChange: Sendable, Hashable {
    /// What has become of it.
    public enum Kind: Sendable, Hashable {
        /// It is there: new, changed, moved, or restored.
        case present
        /// It has been deleted (`isDeleted` is `TRUE`, MS-ADTS section 3.1.1.5.5).
        case deleted
    }

    /// What has become of it.
    public let kind: Kind
    /// The object, whatever it is called now.
    public let identifier: ObjectGUID
    /// What was sent of it: with DirSync the attributes that have changed, an attribute without values having lost them;
    /// otherwise all that were asked for.
    public let entry: PackedEntry

    /// What a reading of changes always asks for; with DirSync the naming attribute itself never comes, and `name` does.
    static let attributes: [AttributeName] = ["objectGUID", "isDeleted", "name"]

    /// Reads an entry; nothing where it does not say which object it is.
    init?(_ packed: PackedEntry, table: AttributeTable) {
        let view = Entry(packed, table: table)
        guard let bytes = view.bytes("objectGUID").first, let identifier = ObjectGUID(bytes: bytes) else { return nil }
        self.identifier = identifier
        kind = view.text("isDeleted").map(ASCII.lowercased) == "true" ? .deleted : .present
        entry = packed
    }

    /// Reads the entries of one answer.
    static func read(
        _ entries: [PackedEntry],
        table: AttributeTable,
        _ endpoint: LDAPEndpoint
    ) throws(LDAPError) -> [DirectoryChange] {
        var changes: [DirectoryChange] = []
        changes.reserveCapacity(entries.count)
        for entry in entries {
            guard let change = DirectoryChange(entry, table: table) else {
                throw LDAPError(
                    .protocolViolation,
                    "\(endpoint.url) told a change of \(entry.dn) without its objectGUID. May this account read it?",
                    at: endpoint
                )
            }
            changes.append(change)
        }
        return changes
    }

    /// A request's attributes with those that are always needed; all of them where all are asked for.
    static func attributes(_ wanted: [AttributeName]) -> [AttributeName] {
        wanted.isEmpty ? [] : wanted + attributes.filter { !wanted.contains($0) }
    }
}
