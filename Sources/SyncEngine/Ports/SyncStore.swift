public import Directory
public import SyncRules

/// Where connector spaces, the metaverse and the state of exports are kept.
public protocol SyncStore: Sendable {
    /// The attribute table of the store.
    var table: AttributeTable { get }

    /// All objects of one connector space, ascending by identity.
    func connectorSpace(of connector: ConnectorID) async throws -> [ConnectorSpaceObject]
    /// Begins an import that is written as it comes; it holds the store's writing until it is committed or abandoned.
    func beginImport(of connector: ConnectorID) async throws -> any ImportTransaction
    /// Puts the changes of an import into the connector space, in one transaction; links of objects stay.
    func replaceConnectorSpace(of connector: ConnectorID, with changes: ImportChanges) async throws

    /// All metaverse objects, ascending by identity.
    func metaverse() async throws -> [MetaverseObject]
    /// Runs a synchronization in one transaction: either all of it is kept or, where it throws, nothing.
    func synchronize<Result: Sendable>(
        _ body: @escaping @Sendable (any SynchronizationTransaction) throws -> Result
    ) async throws -> Result

    /// The images that outbound rules last made, ascending by anchor.
    func desiredImages(of connector: ConnectorID) async throws -> [ExportImage]
    /// The images that the target has accepted, ascending by anchor.
    func exportedImages(of connector: ConnectorID) async throws -> [ExportImage]
    /// Writes down that the target has accepted these changes.
    func recordAccepted(_ changes: [PendingExport]) async throws
}
