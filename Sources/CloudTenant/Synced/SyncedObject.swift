public import Directory
public import Foundation

/// An object of the tenant that synchronization is the master of, as an import reads it.
///
/// What counts is what the synchronizing side sent and the tenant keeps, its shadows among it: an address that the tenant
/// shows otherwise is no difference (entra-connect.md 4.2, 6.3). Beside that stands what the cloud alone knows.
public struct SyncedObject: Sendable, Hashable, Codable {
    /// What the cloud calls the object: its class and its identity, such as `User_…`.
    public static let cloudAnchor: AttributeName = "cloudAnchor"
    /// Whether the cloud is the object's master: never, or it would not be here.
    public static let cloudMastered: AttributeName = "cloudMastered"
    /// The attributes that the tenant tells of every object by itself: no export brings them, and none is held to them.
    public static let told: Set<AttributeName> = [cloudAnchor, cloudMastered]

    private static let sourceAnchor: AttributeName = "sourceAnchor"
    private static let words: [AttributeName: String] = [
        "user": "User", "group": "Group", "contact": "Contact", "device": "Device",
    ]

    /// The source anchor.
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
        let word = Self.words[object.objectClass] ?? object.objectClass.spelling
        values[Self.cloudAnchor.spelling] = [Data("\(word)_\(object.id)".utf8)]
        values[Self.cloudMastered.spelling] = [Data("False".utf8)]
        self.values = values
    }
}
