import Directory
import SyncRules

/// Connector spaces, metaverse and images held in memory: for trying something that nobody keeps.
final class MemorySpaces: SynchronizationTransaction {
    let digest: EntryDigest
    let spaces: [ConnectorID: [ConnectorSpaceObject]]
    /// The number of the first object of each connector: no two objects have one number.
    private let firsts: [ConnectorID: Int64]
    private(set) var links: [ConnectorSpaceIdentity: MetaverseID] = [:]
    private(set) var metaverse: [MetaverseID: MetaverseObject]
    private(set) var images: [ConnectorID: [MetaverseID: ExportImage]]
    /// What targets have accepted, whatever rules have made since.
    private let exported: [ExportImage]
    /// Where in it the image of a source anchor stands.
    private var accepted: [ConnectorID: [String: Int]] = [:]
    /// The partitions that were imported and may have no objects.
    private let imported: [ConnectorID: [String]]
    /// What is to be written back to objects, by their numbers.
    var changes: [Int64: HeldWriteBack] = [:]
    /// The attributes that were written back to objects before, by their numbers.
    var written: [Int64: Set<AttributeID>] = [:]
    /// What rules outwards have made or joined, or are to make.
    var copies: [ConnectorID: [MetaverseID: CopyObject]] = [:]
    /// The names of it, in the form that is compared.
    var copyNames: [ConnectorID: [String: MetaverseID]] = [:]
    /// The pieces of what a run has written down of its objects, for itself alone.
    private var parts: [String: [[UInt8]]] = [:]

    init(
        spaces: [ConnectorID: [ConnectorSpaceObject]],
        metaverse: [MetaverseObject],
        images: [ExportImage],
        exported: [ExportImage] = [],
        writeBacks: HeldWriteBacks = HeldWriteBacks(),
        digest: EntryDigest
    ) {
        self.spaces = spaces
        self.digest = digest
        var firsts: [ConnectorID: Int64] = [:]
        var first: Int64 = 0
        for (connector, objects) in spaces.sorted(by: { $0.key < $1.key }) {
            firsts[connector] = first
            first += Int64(objects.count)
        }
        self.firsts = firsts
        self.exported = exported
        imported = writeBacks.partitions
        self.metaverse = Dictionary(metaverse.map { ($0.identifier, $0) }) { first, _ in first }
        self.images = Dictionary(grouping: images, by: \.connector).mapValues { images in
            Dictionary(images.map { ($0.metaverse, $0) }) { first, _ in first }
        }
        for object in spaces.values.joined() { links[object.identity] = object.link }
        for (place, image) in exported.enumerated() where accepted[image.connector]?[image.anchor] == nil {
            accepted[image.connector, default: [:]][image.anchor] = place
        }
        take(writeBacks)
    }

    /// The number of an object by its place in the space of its connector.
    func number(_ place: Int, of connector: ConnectorID) -> Int64 { (firsts[connector] ?? 0) + Int64(place) }

    func expectFew() {}

    func count(of connector: ConnectorID) throws -> Int { spaces[connector]?.count ?? 0 }

    func hasObjects(of connector: ConnectorID) throws -> Bool { spaces[connector]?.isEmpty == false }

    func partitions(of connector: ConnectorID) throws -> [String] {
        Set((spaces[connector] ?? []).map(\.identity.partition)).union(imported[connector] ?? []).sorted()
    }

    func eachObject(
        of connector: ConnectorID,
        _ body: (_ number: Int64, _ object: ConnectorSpaceObject) throws -> Void
    ) throws {
        for (place, object) in (spaces[connector] ?? []).enumerated() {
            try body(number(place, of: connector), object)
        }
    }

    func object(_ number: Int64, of connector: ConnectorID) throws -> ConnectorSpaceObject {
        let place = Int(number - (firsts[connector] ?? 0))
        guard let space = spaces[connector], space.indices.contains(place) else {
            throw SyncEngineError(.missingObject, "There is no object \(number) in the connector space.")
        }
        var object = space[place]
        object.link = links[object.identity]
        return object
    }

    func link(_ number: Int64, of connector: ConnectorID, to metaverse: MetaverseID?) throws {
        links[try object(number, of: connector).identity] = metaverse
    }

    func eachMetaverseObject(_ body: (MetaverseObject) throws -> Void) throws {
        for object in metaverse.values.sorted(by: { $0.identifier < $1.identifier }) { try body(object) }
    }

    func metaverseIdentities() throws -> [MetaverseID] { metaverse.keys.sorted() }

    func metaverseObject(_ identifier: MetaverseID) throws -> MetaverseObject? { metaverse[identifier] }

    func metaverseClass(_ identifier: MetaverseID) throws -> AttributeName? { metaverse[identifier]?.objectClass }

    func put(_ object: MetaverseObject) throws { metaverse[object.identifier] = object }

    func removeMetaverseObject(_ identifier: MetaverseID) throws { metaverse[identifier] = nil }

    func imageOwners(of connector: ConnectorID) throws -> [MetaverseID] { (images[connector] ?? [:]).keys.sorted() }

    func image(of metaverse: MetaverseID, for connector: ConnectorID) throws -> ExportImage? {
        images[connector]?[metaverse]
    }

    func imageOwner(anchor: String, for connector: ConnectorID) throws -> MetaverseID? {
        images[connector]?.values.filter { $0.anchor == anchor }.map(\.metaverse).min()
    }

    func inOrderOfImages(_ owners: [MetaverseID], for connector: ConnectorID) throws -> [MetaverseID] { owners }

    func imageNames(
        of owners: [MetaverseID],
        for connector: ConnectorID,
        _ body: (_ owner: MetaverseID, _ name: String) throws -> Void
    ) throws {
        for owner in owners {
            if let image = images[connector]?[owner] { try body(owner, image.entry.dn) }
        }
    }

    func eachAcceptedImage(for connector: ConnectorID, _ body: (MetaverseID, String) throws -> Void) throws {
        guard let known = accepted[connector] else { return }
        for image in (images[connector] ?? [:]).values where known[image.anchor] != nil {
            try body(image.metaverse, image.anchor)
        }
    }

    func acceptedImage(anchor: String, of metaverse: MetaverseID, for connector: ConnectorID) throws -> ExportImage? {
        accepted[connector]?[anchor].map { exported[$0] }
    }

    func put(_ image: ExportImage, inPlaceOf before: ExportImage?) throws {
        images[image.connector, default: [:]][image.metaverse] = image
    }

    func removeImage(of metaverse: MetaverseID, for connector: ConnectorID) throws {
        images[connector]?[metaverse] = nil
    }

    func eachLink(_ body: (_ number: Int64, _ metaverse: MetaverseID) throws -> Void) throws {
        for (connector, space) in spaces.sorted(by: { $0.key < $1.key }) {
            for (place, object) in space.enumerated() {
                if let link = links[object.identity] { try body(number(place, of: connector), link) }
            }
        }
    }

    func metaversePrint() throws -> UInt64 { metaverse.values.reduce(0) { $0 &+ digest.digest($1) } }

    func imagePrint(of connector: ConnectorID) throws -> UInt64 {
        (images[connector] ?? [:]).values.reduce(0) { $0 &+ digest.digest($1) }
    }

    // Nobody goes on from what is held in memory.
    func memory(_ body: (_ part: String, _ bytes: UnsafeRawBufferPointer) throws -> Void) throws {}

    func changedObjects() throws -> [ChangedObject] { [] }

    func remember(_ part: String, piece: Int, _ bytes: UnsafeRawBufferPointer, isLast: Bool) throws {
        if piece == 0 { parts[part] = [] }
        parts[part, default: []].append(Array(bytes))
    }

    func lend(_ part: String, piece: Int, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        guard let pieces = parts[part], pieces.indices.contains(piece) else {
            throw SyncEngineError(.missingObject, "There is no piece \(piece) of what is known of objects.")
        }
        try pieces[piece].withUnsafeBytes { try body($0) }
    }

    func endMemory(of parts: Set<String>) throws { self.parts = [:] }
}
