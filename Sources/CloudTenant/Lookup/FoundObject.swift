public import Directory
public import Foundation

/// An object of a tenant as it is stored, on its way to somebody who explains it.
public struct FoundObject: Sendable, Hashable, Codable {
    /// What is answered to a question.
    public struct Answer: Sendable, Hashable, Codable {
        /// The objects, at most `most` of them.
        public let objects: [FoundObject]
        /// How many there are.
        public let count: Int
    }

    /// The most objects that are answered: of so many that have one name, people ask again for one of them.
    public static let most = 20

    /// Its identity in the tenant.
    public let id: String
    /// Its class.
    public let objectClass: String
    /// Its source anchor.
    public let anchor: String?
    /// How many objects of its name went before it.
    public let generation: Int
    /// The name that the exporter gave it.
    public let name: String
    /// Since when it is deleted.
    public let deletedSince: TenantInstant?
    /// What else is known.
    public let details: TenantObjectDetails
    /// What the tenant shows, attribute by attribute.
    public let values: [String: [Data]]

    init(_ object: TenantObject, table: AttributeTable) {
        id = "\(object.id)"
        objectClass = object.objectClass.spelling
        anchor = object.anchor
        generation = object.generation
        name = object.entry.dn
        deletedSince = object.deletedSince
        details = object.details
        values = object.entry.attributes.reduce(into: [:]) { values, number in
            guard let name = table.name(of: number) else { return }
            values[name.spelling] = object.entry.values(of: number).map { Data($0) }
        }
    }

    /// The object, with attributes that are numbers of a table; nothing where its identity is none.
    public func object(in table: AttributeTable) -> TenantObject? {
        guard let id = TenantObjectID(id) else { return nil }
        var packer = EntryPacker()
        packer.begin(dn: name)
        for (attribute, all) in values.sorted(by: { $0.key < $1.key }) {
            guard let number = table.identifier(for: AttributeName(attribute)) else { continue }
            for value in all { packer.add(number, value) }
        }
        return TenantObject(
            id: id,
            objectClass: AttributeName(objectClass),
            anchor: anchor,
            generation: generation,
            entry: packer.finish(),
            details: details,
            deletedSince: deletedSince
        )
    }
}
