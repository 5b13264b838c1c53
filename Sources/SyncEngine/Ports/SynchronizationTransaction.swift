public import Directory
public import SyncRules

/// A synchronization that is being written: nothing of it can be seen before it ends.
///
/// Objects are lent one by one, so that memory does not grow with the directory. What is put is not seen by walks that
/// have begun.
public protocol SynchronizationTransaction {
    /// Makes the fingerprints of this store.
    var digest: EntryDigest { get }

    /// Says that a small part of the objects is looked at from here on: little need be kept at hand, and nothing hangs on it.
    func expectFew() throws
    /// About how many objects a connector space has: room is made for them, and nothing hangs on it.
    func count(of connector: ConnectorID) throws -> Int
    /// Whether a connector space has any objects.
    func hasObjects(of connector: ConnectorID) throws -> Bool
    /// The partitions of a connector that an import has brought, ascending; those as well of which it brought no object.
    func partitions(of connector: ConnectorID) throws -> [String]
    /// Walks over a connector space; each walk in one transaction has the same order.
    func eachObject(
        of connector: ConnectorID,
        _ body: (_ number: Int64, _ object: ConnectorSpaceObject) throws -> Void
    ) throws
    /// An object by its number.
    func object(_ number: Int64, of connector: ConnectorID) throws -> ConnectorSpaceObject
    /// Links an object, or takes its link away.
    func link(_ number: Int64, of connector: ConnectorID, to metaverse: MetaverseID?) throws

    /// Walks over the metaverse.
    func eachMetaverseObject(_ body: (MetaverseObject) throws -> Void) throws
    /// The identities of all metaverse objects.
    func metaverseIdentities() throws -> [MetaverseID]
    /// A metaverse object as it is.
    func metaverseObject(_ identifier: MetaverseID) throws -> MetaverseObject?
    /// The class of a metaverse object as it is; nothing where there is none.
    func metaverseClass(_ identifier: MetaverseID) throws -> AttributeName?
    /// Adds a metaverse object, or puts it in place of the one that is there.
    func put(_ object: MetaverseObject) throws
    /// Removes a metaverse object.
    func removeMetaverseObject(_ identifier: MetaverseID) throws

    /// The metaverse objects that have images for a connector.
    func imageOwners(of connector: ConnectorID) throws -> [MetaverseID]
    /// The image of a metaverse object, as rules last made it.
    func image(of metaverse: MetaverseID, for connector: ConnectorID) throws -> ExportImage?
    /// The order in which images of metaverse objects are looked at quickest; nothing hangs on it.
    func inOrderOfImages(_ owners: [MetaverseID], for connector: ConnectorID) throws -> [MetaverseID]
    /// Lends the names of the images of metaverse objects, in whatever order; of those that have none nothing is said.
    func imageNames(
        of owners: [MetaverseID],
        for connector: ConnectorID,
        _ body: (_ owner: MetaverseID, _ name: String) throws -> Void
    ) throws
    /// Walks over the images with whose source anchors the target has accepted something.
    func eachAcceptedImage(
        for connector: ConnectorID,
        _ body: (_ metaverse: MetaverseID, _ anchor: String) throws -> Void
    ) throws
    /// The metaverse object whose image for a connector has a source anchor.
    func imageOwner(anchor: String, for connector: ConnectorID) throws -> MetaverseID?
    /// What the target has accepted under a source anchor of what a metaverse object becomes; nothing where it has nothing.
    func acceptedImage(anchor: String, of metaverse: MetaverseID, for connector: ConnectorID) throws -> ExportImage?
    /// Adds an image, or puts it in place of one.
    func put(_ image: ExportImage, inPlaceOf before: ExportImage?) throws
    /// Removes the image of a metaverse object.
    func removeImage(of metaverse: MetaverseID, for connector: ConnectorID) throws

    /// What was last worked out to be written back to an object of a forest, whether it waits or is in the copy already.
    func writeBack(of number: Int64) throws -> WriteBack?
    /// The numbers of all objects of a connector that have something to be written back, ascending.
    func writeBacks(of connector: ConnectorID) throws -> [Int64]
    /// Puts in place what is to be written back to an object; nothing takes it away.
    ///
    /// What is in the copy already waits no more, unless an import has passed since and it is still to be written.
    func put(_ writeBack: WriteBack?, of number: Int64) throws
    /// The attributes of an object that the simulated copy of its forest has otherwise than the forest; all of one that the forest
    /// does not have.
    func writtenBack(of number: Int64) throws -> Set<AttributeID>

    /// Whether rules outwards have made or joined any objects of a connector.
    func hasCopyObjects(of connector: ConnectorID) throws -> Bool
    /// The metaverse objects for which they have, or are to make one.
    func copyObjectOwners(of connector: ConnectorID) throws -> [MetaverseID]
    /// What was made or joined for a metaverse object, or is to be made; nothing where there is none.
    func copyObject(of metaverse: MetaverseID, in connector: ConnectorID) throws -> CopyObject?
    /// The metaverse object for which an object of a name was made, or is to be made; names are in the form that is compared.
    func copyObjectOwner(named name: String, in connector: ConnectorID) throws -> MetaverseID?
    /// Puts in place what is made or joined for a metaverse object; nothing takes it away.
    func put(_ object: CopyObject?, of metaverse: MetaverseID, in connector: ConnectorID) throws
    /// The numbers of the connector space objects that rules outwards have made or joined: they hold their links.
    func heldOutwards(of connector: ConnectorID) throws -> Set<Int64>
    /// Has the next synchronization look at objects although nothing of them will have changed; once the memory has been written.
    func lookAgain(at numbers: [Int64]) throws

    /// Walks over the links that are stored, ascending by the numbers of the objects.
    func eachLink(_ body: (_ number: Int64, _ metaverse: MetaverseID) throws -> Void) throws
    /// The sum of the fingerprints of all metaverse objects, as they are stored.
    func metaversePrint() throws -> UInt64
    /// The sum of the fingerprints of all images for a connector, as they are stored.
    func imagePrint(of connector: ConnectorID) throws -> UInt64

    /// Lends what the last synchronization left for the next one, each part once; nothing where there was none, or where it
    /// counts no more.
    func memory(_ body: (_ part: String, _ bytes: UnsafeRawBufferPointer) throws -> Void) throws
    /// The connector space objects that have been added, changed or removed since then.
    func changedObjects() throws -> [ChangedObject]
    /// Leaves a piece of a part for the next synchronization, in place of what it was; names of parts are words.
    ///
    /// Pieces come in their order, from zero to the last one, and stand as one part for the next synchronization.
    func remember(_ part: String, piece: Int, _ bytes: UnsafeRawBufferPointer, isLast: Bool) throws
    /// Lends a piece that this synchronization has left.
    func lend(_ part: String, piece: Int, _ body: (UnsafeRawBufferPointer) throws -> Void) throws
    /// Forgets all parts but these, and what has changed so far.
    func endMemory(of parts: Set<String>) throws
}

extension SynchronizationTransaction {
    /// Leaves a part for the next synchronization, in place of what it was.
    public func remember(_ part: String, _ bytes: UnsafeRawBufferPointer) throws {
        let pieces = PartWriter.pieces(of: bytes)
        for (number, piece) in pieces.enumerated() {
            try remember(part, piece: number, piece, isLast: number == pieces.count - 1)
        }
    }
}
