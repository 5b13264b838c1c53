public import Directory
public import Foundation

/// An object of the tenant as an import reads it: one that synchronization is the master of, or one of the cloud.
///
/// What counts is what the synchronizing side sent and the tenant keeps, its shadows among it: an address that the tenant
/// shows otherwise is no difference (entra-connect.md 4.2, 6.3). Beside that stands what the cloud alone knows.
public struct SyncedObject: Sendable, Hashable, Codable {
    /// What the cloud calls the object: its class and its identity, such as `User_…`.
    public static let cloudAnchor: AttributeName = "cloudAnchor"
    /// Whether the cloud is the object's master.
    public static let cloudMastered: AttributeName = "cloudMastered"
    /// The attributes that the tenant tells of every object by itself: no export brings them, and none is held to them.
    public static let told: Set<AttributeName> = [cloudAnchor, cloudMastered]

    private static let sourceAnchor: AttributeName = "sourceAnchor"
    /// Whether a device comes from the cloud.
    private static let cloudCreated: AttributeName = "cloudCreated"
    private static let words: [AttributeName: String] = [
        "user": "User", "group": "Group", "contact": "Contact", "device": "Device",
    ]

    /// The source anchor; of an object of the cloud, which has none that counts, what the cloud calls it.
    public let anchor: String
    /// The class on the tenant's side.
    public let objectClass: String
    /// The values of each attribute, by its name; none where it is known to be empty.
    public let values: [String: [Data]]
    /// Whether attributes that are not named are empty; otherwise nobody knows of them.
    public let isWhole: Bool

    /// Reads an object of the tenant; nothing where the cloud is its master, or where it is deleted.
    init?(_ object: TenantObject, table: AttributeTable) {
        guard let anchor = object.anchor, object.deletedSince == nil, object.details.isSynchronized else { return nil }
        self.anchor = anchor
        objectClass = object.objectClass.spelling
        isWhole = !object.details.isSeeded
        let shown = object.entry.attributes.compactMap { table.name(of: $0) }
        let names = Set(shown + object.details.shadows.map(\.attribute) + object.details.knownEmpty)
        var hasAnchor = false
        var values: [String: [Data]] = [:]
        for name in names where !Self.told.contains(name) {
            guard case .values(let known) = object.value(of: name, table: table) else { continue }
            if name == Self.sourceAnchor {
                guard !known.isEmpty else { continue }
                hasAnchor = true
            }
            values[name.spelling] = known.map { Data($0) }
        }
        if !hasAnchor { values[Self.sourceAnchor.spelling] = [Data(anchor.utf8)] }
        values[Self.cloudAnchor.spelling] = [Data(Self.cloudAnchor(of: object.objectClass, object.id).utf8)]
        values[Self.cloudMastered.spelling] = [Data("False".utf8)]
        self.values = values
    }

    /// Reads an object that the cloud is the master of; nothing where synchronization is, or where it is deleted.
    ///
    /// `name` finds what the object of an identity is called in connector spaces: members of groups are kept by their identities.
    init?(
        ofCloud object: TenantObject,
        table: AttributeTable,
        name: (TenantObjectID) throws -> String?
    ) throws {
        guard object.deletedSince == nil, !object.details.isSynchronized else { return nil }
        anchor = Self.cloudAnchor(of: object.objectClass, object.id)
        objectClass = object.objectClass.spelling
        isWhole = !object.details.isSeeded
        var values: [String: [Data]] = [:]
        for attribute in object.entry.attributes {
            guard let known = table.name(of: attribute), !Self.told.contains(known) else { continue }
            values[known.spelling] = try object.entry.values(of: attribute).compactMap { value in
                try Self.imported(value, of: known, name)
            }
        }
        values[Self.cloudAnchor.spelling] = [Data(anchor.utf8)]
        values[Self.cloudMastered.spelling] = [Data("True".utf8)]
        if object.objectClass == "device", values[Self.cloudCreated.spelling]?.isEmpty ?? true {
            values[Self.cloudCreated.spelling] = [Data("True".utf8)]
        }
        self.values = values
    }

    /// What the cloud calls an object of a class.
    public static func cloudAnchor(of objectClass: AttributeName, _ id: TenantObjectID) -> String {
        "\(words[objectClass] ?? objectClass.spelling)_\(id)"
    }

    /// A value as an import reads it: members by their names, identities of devices as bytes, as forests have them.
    private static func imported(
        _ value: ArraySlice<UInt8>,
        of attribute: AttributeName,
        _ name: (TenantObjectID) throws -> String?
    ) throws -> Data? {
        switch attribute {
        case "member":
            guard let id = TenantObjectID(String(decoding: value, as: UTF8.self)) else { return Data(value) }
            return try name(id).map { Data($0.utf8) }
        case "deviceId" where value.count != 16:
            return Data(ObjectGUID(String(decoding: value, as: UTF8.self))?.bytes ?? Array(value))
        default: return Data(value)
        }
    }
}
