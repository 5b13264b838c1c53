import CloudTenant
import Directory

/// The objects of the tenant as people see them.
public struct TenantListing: Sendable, Hashable, Codable {
    /// Which objects are wanted.
    public enum Selection: String, Sendable, Codable, CaseIterable {
        /// Those that are there.
        case present
        /// Those that are deleted and can be restored.
        case deleted
        /// Those of which something is kept back or shown otherwise than it was sent.
        case attention
    }

    /// A value that is kept back.
    public struct KeptBack: Sendable, Hashable, Codable {
        /// The product's word for why.
        public let category: String
        /// The attribute.
        public let attribute: String
        /// The value.
        public let value: String
        /// Since when.
        public let since: String
    }

    /// A value that was sent, where the tenant shows another.
    public struct Shadow: Sendable, Hashable, Codable {
        /// The attribute.
        public let attribute: String
        /// What was sent.
        public let sent: [String]
        /// What is shown.
        public let shown: [String]
    }

    /// One object.
    public struct Object: Sendable, Hashable, Codable {
        /// Its identity in the tenant.
        public let id: String
        /// Its class.
        public let objectClass: String
        /// Its source anchor.
        public let anchor: String?
        /// Who it is: the principal name, the display name, or the mail address.
        public let label: String
        /// Whether it is synchronized; otherwise the cloud is its master.
        public let isSynchronized: Bool
        /// The roles that it holds.
        public let roles: [String]
        /// Since when it is deleted.
        public let deletedSince: String?
        /// What is kept back.
        public let keptBack: [KeptBack]
        /// What is shown otherwise than it was sent.
        public let shadows: [Shadow]
    }

    /// The objects, ascending by source anchor, those without one last.
    public let objects: [Object]

    /// Lists objects, of one class or of all.
    public static func read(
        _ workspace: Workspace,
        _ selection: Selection,
        objectClass: String? = nil
    ) async throws -> TenantListing {
        if case .address(let address) = workspace.place {
            return try await read(workspace, address, selection, objectClass)
        }
        let store = try workspace.tenant.store
        let found = try await store.read { try $0.objects(wanted(selection)) }
        let name = objectClass.map { AttributeName($0) }
        return TenantListing(
            objects: found.filter { name == nil || $0.objectClass == name }.map { object($0, store.table) }
        )
    }

    /// At most so many objects behind one of an earlier page, without reading the others.
    public static func page(
        _ workspace: Workspace,
        _ selection: Selection,
        afterAnchor anchor: String? = nil,
        afterObject id: String? = nil,
        limit: Int
    ) async throws -> TenantListing {
        if case .address(let address) = workspace.place {
            return try await page(workspace, address, selection, afterObject: id, limit: limit)
        }
        let store = try workspace.tenant.store
        let place = id.flatMap { TenantObjectID($0) }.map { TenantPlace(anchor: anchor, id: $0) }
        let found = try await store.read { try $0.objects(wanted(selection), after: place, limit: limit) }
        return TenantListing(objects: found.map { object($0, store.table) })
    }

    static func wanted(_ selection: Selection) -> TenantSelection {
        switch selection {
        case .present: .present
        case .deleted: .deleted
        case .attention: .attention
        }
    }

    private static func object(_ object: TenantObject, _ table: AttributeTable) -> Object {
        let entry = Entry(object.entry, table: table)
        let names: [AttributeName] = ["userPrincipalName", "displayName", "mail", "commonName", "deviceId"]
        return Object(
            id: "\(object.id)",
            objectClass: object.objectClass.spelling,
            anchor: object.anchor,
            label: names.lazy.compactMap { entry.text($0) }.first { !$0.isEmpty } ?? "",
            isSynchronized: object.details.isSynchronized,
            roles: object.details.roles,
            deletedSince: object.deletedSince.map { "\($0)" },
            keptBack: object.details.errors.map { error in
                KeptBack(
                    category: error.category,
                    attribute: error.attribute.spelling,
                    value: error.value,
                    since: "\(error.since)"
                )
            },
            shadows: object.details.shadows.map { shadow in
                Shadow(
                    attribute: shadow.attribute.spelling,
                    sent: shadow.values.map { String(decoding: $0, as: UTF8.self) },
                    shown: entry.texts(shadow.attribute)
                )
            }
        )
    }
}
