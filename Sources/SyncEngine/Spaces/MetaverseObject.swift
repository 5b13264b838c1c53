public import Directory

/// What all connectors together say about one person, group or device.
public struct MetaverseObject: Sendable, Hashable {
    /// Its identity.
    public let identifier: MetaverseID
    /// Its class: `person`, `group`, `device`.
    public let objectClass: AttributeName
    /// Its attributes; the DN is empty.
    public let entry: PackedEntry

    /// Makes an object.
    public init(identifier: MetaverseID, objectClass: AttributeName, entry: PackedEntry) {
        self.identifier = identifier
        self.objectClass = objectClass
        self.entry = entry
    }
}
