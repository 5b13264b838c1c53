import Directory
import SQLiteStore
import SyncEngine
public import SyncRules

/// A page of the objects of one connector space.
public struct ObjectListing: Sendable {
    /// One object.
    public struct Object: Sendable, Hashable {
        /// Its name in addresses.
        public let reference: ObjectReference
        /// Its class.
        public let objectClass: String
        /// Who it is.
        public let label: String
        /// Its DN.
        public let dn: String
        /// Whether it is linked to a metaverse object.
        public let isLinked: Bool
    }

    /// How many objects one search looks through before it shows what it has found so far.
    public static let searchSpan = 1_000

    /// The objects, ascending by partition and anchor.
    public let objects: [Object]
    /// Where the next page begins; nothing at the end of the connector space.
    public let next: ObjectReference?
    /// How many objects were looked through.
    public let searched: Int

    /// Reads a page; `text` is what the label, the DN or the anchor has to contain, whatever its case.
    ///
    /// A search looks through so many objects at a time and no more, so that it answers as fast in a large connector space
    /// as in a small one; `next` goes on where it stopped.
    public static func read(
        _ workspace: Workspace,
        connector: ConnectorID,
        text: String?,
        after: ObjectReference?,
        limit: Int
    ) async throws -> ObjectListing {
        let table = workspace.store.table
        let needle = text?.lowercased()
        var (objects, searched) = ([Object](), 0)
        var last = after?.identity
        while true {
            let batch = try await workspace.store.connectorSpace(of: connector, after: last, limit: limit + 1)
            for object in batch {
                guard objects.count < limit, searched < searchSpan else {
                    return ObjectListing(objects: objects, next: last.map(ObjectReference.init), searched: searched)
                }
                searched += 1
                last = object.identity
                let label = ValueText.label(Entry(object.entry, table: table))
                let found = Object(
                    reference: ObjectReference(object.identity),
                    objectClass: object.objectClass.spelling,
                    label: label,
                    dn: object.entry.dn,
                    isLinked: object.link != nil
                )
                if let needle {
                    guard
                        [label, found.dn, found.reference.anchor].contains(where: { $0.lowercased().contains(needle) })
                    else { continue }
                }
                objects.append(found)
            }
            guard batch.count > limit else { return ObjectListing(objects: objects, next: nil, searched: searched) }
        }
    }
}
