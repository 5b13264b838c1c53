public import Directory

/// An object of the simulated tenant.
public struct TenantObject: Sendable, Hashable {
    /// Its identity in the tenant.
    public let id: TenantObjectID
    /// Its class: `user`, `group`, `contact`, `device`, `publicFolder`.
    public let objectClass: AttributeName
    /// The source anchor (the product's `immutableId`), compared letter by letter; an object of the cloud alone has none.
    public var anchor: String?
    /// How many objects of its name went before it.
    public let generation: Int
    /// What the tenant shows of it, in the tenant's own attribute table; the DN is the name that the exporter gave it.
    public var entry: PackedEntry
    /// What else is known.
    public var details: TenantObjectDetails
    /// Since when it is deleted and can be restored.
    public var deletedSince: TenantInstant?

    /// Makes an object.
    public init(
        id: TenantObjectID,
        objectClass: AttributeName,
        anchor: String?,
        generation: Int = 0,
        entry: PackedEntry,
        details: TenantObjectDetails = TenantObjectDetails(),
        deletedSince: TenantInstant? = nil
    ) {
        self.id = id
        self.objectClass = objectClass
        self.anchor = anchor
        self.generation = generation
        self.entry = entry
        self.details = details
        self.deletedSince = deletedSince
    }

    /// The attribute that holds a property of Graph, such as `title` for `jobTitle`; any other name is its own.
    public static func attribute(named name: String) -> AttributeName { SeedNames.attribute(name) }

    /// What identities of objects with this source anchor are made from.
    static func identity(ofAnchor anchor: String) -> String { "anchor:" + anchor }

    /// The names under which it is remembered after it has gone.
    public var identities: [String] {
        [anchor.map(Self.identity(ofAnchor:)), details.seedIdentity].compactMap { $0 }
    }

    /// What the synchronizing side sent, or what the cloud has where it sent nothing; what comparisons look at.
    ///
    /// The product's engine imports the shadow as well, so that it sees no drift where the tenant shows something else.
    public func value(of name: AttributeName, table: AttributeTable) -> TenantValue {
        if let shadow = details.shadows.first(where: { $0.attribute == name }) { return .values(shadow.values) }
        let shown = table.existing(name).map { entry.values(of: $0).map { Array($0) } } ?? []
        if shown.isEmpty, details.isSeeded, !details.knownEmpty.contains(name) { return .unknown }
        return .values(shown)
    }

    /// The attributes of a change that would make a difference: what is unknown never does.
    public func differences(to change: TenantChange, table: AttributeTable) -> [AttributeName] {
        change.attributes.filter { sent in
            switch value(of: sent.name, table: table) {
            case .unknown: false
            case .values(let known): Set(known) != Set(sent.values)
            }
        }.map(\.name)
    }
}
