public import Directory

/// An object as a connector last saw it, with the metaverse object it is linked to.
///
/// Its identity is (connector, partition, anchor): a renamed object keeps it (decision record 12).
/// One that moves to another partition of its connector gets another one, and keeps its link.
public struct ConnectorSpaceObject: Sendable, Hashable {
    /// What it is known by.
    public let identity: ConnectorSpaceIdentity
    /// Its class, in the schema's spelling.
    public let objectClass: AttributeName
    /// Its attributes and its DN.
    public let entry: PackedEntry
    /// The metaverse object it is linked to.
    public var link: MetaverseID?

    /// Makes an object.
    public init(
        identity: ConnectorSpaceIdentity,
        objectClass: AttributeName,
        entry: PackedEntry,
        link: MetaverseID? = nil
    ) {
        self.identity = identity
        self.objectClass = objectClass
        self.entry = entry
        self.link = link
    }

    /// The same object with another entry.
    public func having(_ entry: PackedEntry) -> ConnectorSpaceObject {
        ConnectorSpaceObject(identity: identity, objectClass: objectClass, entry: entry, link: link)
    }
}
