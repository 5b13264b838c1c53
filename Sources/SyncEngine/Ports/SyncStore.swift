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
    /// At most so many objects of one connector space behind an object, ascending by partition and anchor.
    func connectorSpace(
        of connector: ConnectorID,
        after: ConnectorSpaceIdentity?,
        limit: Int
    ) async throws -> [ConnectorSpaceObject]
    /// One object of a connector space; nothing where there is none of that identity.
    func connectorObject(_ identity: ConnectorSpaceIdentity) async throws -> ConnectorSpaceObject?
    /// The objects of all connector spaces that are linked to a metaverse object, ascending by identity.
    func connectorObjects(linkedTo identifier: MetaverseID) async throws -> [ConnectorSpaceObject]
    /// Puts the changes of an import into the connector space, in one transaction; links of objects stay.
    func replaceConnectorSpace(of connector: ConnectorID, with changes: ImportChanges) async throws

    /// All metaverse objects, ascending by identity.
    func metaverse() async throws -> [MetaverseObject]
    /// One metaverse object; nothing where there is none of that identity.
    func metaverseObject(_ identifier: MetaverseID) async throws -> MetaverseObject?
    /// Runs a synchronization in one transaction: either all of it is kept or, where it throws, nothing.
    func synchronize<Result: Sendable>(
        _ body: @escaping @Sendable (any SynchronizationTransaction) throws -> Result
    ) async throws -> Result

    /// The images that outbound rules last made, ascending by anchor.
    func desiredImages(of connector: ConnectorID) async throws -> [ExportImage]
    /// The images that the target has accepted, ascending by anchor.
    func exportedImages(of connector: ConnectorID) async throws -> [ExportImage]
    /// The images with these anchors: as they should be, and as the target has accepted them; both ascending by anchor.
    func images(
        of connector: ConnectorID,
        anchors: [String]
    ) async throws -> (desired: [ExportImage], exported: [ExportImage])
    /// At most so many objects that wait to be exported behind an anchor, ascending by it: deletions, or everything else.
    func pendingPlaces(
        of connector: ConnectorID,
        areDeletions: Bool,
        afterAnchor anchor: String?,
        limit: Int
    ) async throws -> [PendingPlace]
    /// How much waits to be exported, by operation and class.
    func pendingCounts(of connector: ConnectorID) async throws -> [PendingCount]
}
