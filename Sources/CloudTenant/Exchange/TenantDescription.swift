public import Directory

/// An object of the tenant as it travels to somebody who lists it.
public struct TenantDescription: Sendable, Hashable, Codable {
    /// Some objects, ascending by source anchor, those without one last.
    public struct Page: Sendable, Hashable, Codable {
        /// The objects.
        public let objects: [TenantDescription]
        /// The object behind which the next page begins; nothing on the last.
        public let next: Next?
    }

    /// Where a page begins.
    public struct Next: Sendable, Hashable, Codable {
        /// The source anchor of the object before it.
        public let anchor: String?
        /// Its identity.
        public let id: String
    }

    /// How many objects are looked at for a page.
    static let pageSize = 500
    /// What people know an object by, best first.
    public static let labels: [AttributeName] = ["userPrincipalName", "displayName", "mail", "commonName", "deviceId"]

    /// Its identity in the tenant.
    public let id: String
    /// Its class.
    public let objectClass: String
    /// Its source anchor.
    public let anchor: String?
    /// Since when it is deleted.
    public let deletedSince: TenantInstant?
    /// What else is known.
    public let details: TenantObjectDetails
    /// What is shown of some attributes: those that name it, and those that are shown otherwise than they were sent.
    public let shown: [String: [String]]

    /// Describes an object, by its names or by everything that it has.
    init(_ object: TenantObject, table: AttributeTable, everything: Bool = false) {
        id = "\(object.id)"
        objectClass = object.objectClass.spelling
        anchor = object.anchor
        deletedSince = object.deletedSince
        details = object.details
        let entry = Entry(object.entry, table: table)
        let all = object.entry.attributes.compactMap { table.name(of: $0) }
        let names = everything ? all : Self.labels + object.details.shadows.map(\.attribute)
        shown = names.reduce(into: [:]) { shown, name in
            let texts = entry.texts(name)
            if !texts.isEmpty { shown[name.spelling] = texts }
        }
    }

    /// What it is called.
    public var label: String {
        Self.labels.lazy.compactMap { shown[$0.spelling]?.first }.first { !$0.isEmpty } ?? ""
    }
}

extension Tenant {
    /// Describes objects, of one class or of all, a page at a time; there can be fewer on it although more follow.
    public func descriptions(
        _ selection: TenantSelection,
        of objectClass: AttributeName?,
        after: TenantPlace?,
        limit: Int
    ) async throws -> TenantDescription.Page {
        try await store.read { reading in
            let found = try reading.objects(selection, after: after, limit: max(1, limit))
            let last = found.count < max(1, limit) ? nil : found.last
            return TenantDescription.Page(
                objects: found.filter { objectClass == nil || $0.objectClass == objectClass }
                    .map { TenantDescription($0, table: reading.table) },
                next: last.map { TenantDescription.Next(anchor: $0.anchor, id: "\($0.id)") }
            )
        }
    }
}
