public import Directory
public import SyncRules

/// What an object of the tenant should look like, as the outbound rules make it.
public struct ExportImage: Sendable, Hashable {
    /// The connector it is exported by.
    public let connector: ConnectorID
    /// The metaverse object behind it.
    public let metaverse: MetaverseID
    /// The class on the tenant's side.
    public let objectClass: AttributeName
    /// The source anchor, by which the tenant knows the object.
    public let anchor: String
    /// The attributes; the DN is the tenant's, such as `CN={…}`.
    public let entry: PackedEntry

    /// Makes an image.
    public init(
        connector: ConnectorID,
        metaverse: MetaverseID,
        objectClass: AttributeName,
        anchor: String,
        entry: PackedEntry
    ) {
        self.connector = connector
        self.metaverse = metaverse
        self.objectClass = objectClass
        self.anchor = anchor
        self.entry = entry
    }
}
