import Directory
public import Foundation

/// An object of the tenant that synchronization is the master of, as an import reads it.
///
/// What counts is what the synchronizing side sent and the tenant keeps, its shadows among it: an address that the tenant
/// shows otherwise is no difference (entra-connect.md 4.2, 6.3).
public struct SyncedObject: Sendable, Hashable, Codable {
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
        values = names.reduce(into: [:]) { values, name in
            guard case .values(let known) = object.value(of: name, table: table) else { return }
            values[name.spelling] = known.map { Data($0) }
        }
    }
}
