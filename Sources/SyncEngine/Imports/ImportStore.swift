public import SyncRules

/// A store that imports are put into.
public protocol ImportStore: SyncStore {
    /// The objects with these identities, as far as they are known, ascending by identity.
    func objects(_ identities: [ConnectorSpaceIdentity]) async throws -> [ConnectorSpaceObject]
    /// How objects with these identities differ in the simulated copies of their forests, as far as they do.
    func copies(of identities: [ConnectorSpaceIdentity]) async throws -> [ConnectorSpaceIdentity: CopiedChange]
    /// The same of all objects of a connector.
    func copies(of connector: ConnectorID) async throws -> [ConnectorSpaceIdentity: CopiedChange]
    /// The same of those objects of a connector to whose copies something was written that no import has read yet.
    func unconfirmedCopies(of connector: ConnectorID) async throws -> [ConnectorSpaceIdentity: CopiedChange]
    /// What the simulated copy of a forest has besides what the forest has: the objects that no import has read.
    func madeObjects(of connector: ConnectorID) async throws -> MadeObjects
    /// How many objects the connector space has.
    func objectCount(of connector: ConnectorID) async throws -> Int
    /// Up to where the changes of a connector's partitions have been imported, ascending by partition.
    func watermarks(of connector: ConnectorID) async throws -> [Watermark]
    /// Puts the result of an import in place: objects and watermarks together, or nothing.
    func commit(_ commit: ImportCommit) async throws
}
