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

    /// The objects: ascending by partition and anchor, or by partition and name where they were searched.
    public let objects: [Object]
    /// Where the next page begins; nothing at the end of the connector space.
    public let next: ObjectReference?

    /// Reads a page; `text` is what the name begins with, whatever its case, or an anchor in any of its forms.
    ///
    /// Both are found by an index, so that a search answers as fast in a large connector space as in a small one.
    public static func read(
        _ workspace: Workspace,
        connector: ConnectorID,
        text: String?,
        after: ObjectReference?,
        limit: Int
    ) async throws -> ObjectListing {
        let store = workspace.store
        guard let text else {
            let found = try await store.connectorSpace(of: connector, after: after?.identity, limit: limit + 1)
            return listing([], found, limit, workspace)
        }
        let found = try await store.connectorSpace(
            of: connector,
            beginning: text,
            after: after?.identity,
            limit: limit + 1
        )
        var first: [ConnectorSpaceObject] = []
        if after == nil {
            for anchor in anchors(text) {
                let named = try await store.connectorObjects(of: connector, anchor: anchor)
                first += named.filter { one in !(first + found).contains { $0.identity == one.identity } }
            }
        }
        return listing(first, found, limit, workspace)
    }

    private static func listing(
        _ first: [ConnectorSpaceObject],
        _ found: [ConnectorSpaceObject],
        _ limit: Int,
        _ workspace: Workspace
    ) -> ObjectListing {
        let label = ObjectLabel(workspace.store.table)
        let page = found.prefix(limit)
        return ObjectListing(
            objects: (first + page).map { object in
                Object(
                    reference: ObjectReference(object.identity),
                    objectClass: object.objectClass.spelling,
                    label: label.text(of: object.entry),
                    dn: object.entry.dn,
                    isLinked: object.link != nil
                )
            },
            next: found.count > limit ? page.last.map { ObjectReference($0.identity) } : nil
        )
    }

    /// The anchors that a text may mean.
    private static func anchors(_ text: String) -> [[UInt8]] {
        let plain = ASCII.bytes(hex: text).map { [$0] } ?? []
        return (plain + AnchorReading.all(of: text).compactMap { $0.guid?.bytes }).filter { !$0.isEmpty }
            .reduce(into: []) { found, one in if !found.contains(one) { found.append(one) } }
    }
}
