/// What the simulated copy of a forest has besides what the forest has, for an import.
public struct MadeObjects: Sendable {
    /// The objects that the import has to take: all of them, or those alone that no import has read.
    public var objects: [ConnectorSpaceObject] = []
    /// What was deleted from the copy, and no import has missed yet.
    public var deleted: [ConnectorSpaceIdentity] = []
    /// What an import of changes knows to be there, although the forest does not tell it.
    public var known: Set<ConnectorSpaceIdentity> = []
    /// Whether something was made or deleted that no import has read.
    public var isUnread = false

    /// Nothing.
    public init() {}
}
