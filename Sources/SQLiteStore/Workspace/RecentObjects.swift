import Directory
import SyncEngine
import SyncRules

/// What a run over a few objects has read and written a moment ago.
///
/// Such a run comes to each object several times: when it looks at what has changed, works out values, makes images, and
/// asks what goes back to forests. The pages that they lie on hold ten objects of which it wants one, and do not stay at
/// hand; the objects do, in a tenth of the room. Of a run over everything nothing is kept.
final class RecentObjects {
    /// The image of a metaverse object for a connector.
    struct ImageOwner: Hashable {
        let connector: ConnectorID
        let metaverse: MetaverseID
    }

    /// What is kept at most, in bytes of entries: those that come first, since each of the walks has about the same order.
    private static let most = 16 << 20
    /// About what an object takes beside its entry.
    private static let more = 200

    /// Whether the run looks at a few objects.
    private var isOn = false
    private var room = most
    private var spaces: [Int64: ConnectorSpaceObject] = [:]
    private var metaverse: [MetaverseID: MetaverseObject] = [:]
    private var images: [ImageOwner: ExportImage] = [:]

    /// Keeps what comes from here on.
    func begin() { isOn = true }

    /// Lets go of everything, unless the run looks at a few objects.
    func letGo() {
        guard !isOn else { return }
        (spaces, metaverse, images, room) = ([:], [:], [:], Self.most)
    }

    func object(_ number: Int64) -> ConnectorSpaceObject? { spaces[number] }

    func metaverseObject(_ identifier: MetaverseID) -> MetaverseObject? { metaverse[identifier] }

    func image(of owner: ImageOwner) -> ExportImage? { images[owner] }

    /// Whether there is room for another object.
    var hasRoom: Bool { room > 0 }

    /// Keeps an object that was read before it is known how many are looked at.
    func keepAhead(_ number: Int64, _ object: ConnectorSpaceObject) {
        let isKept = take(object.entry, besides: spaces[number]?.entry)
        spaces[number] = isKept ? object : nil
    }

    func keep(_ number: Int64, _ object: ConnectorSpaceObject) {
        if isOn { keepAhead(number, object) }
    }

    /// Keeps a metaverse object as it is now, in place of what it was.
    func keep(_ object: MetaverseObject) {
        guard isOn else { return }
        let isKept = take(object.entry, besides: metaverse[object.identifier]?.entry)
        metaverse[object.identifier] = isKept ? object : nil
    }

    /// Keeps an image as it is now, in place of what it was.
    func keep(_ image: ExportImage) {
        guard isOn else { return }
        let owner = ImageOwner(connector: image.connector, metaverse: image.metaverse)
        images[owner] = take(image.entry, besides: images[owner]?.entry) ? image : nil
    }

    /// The link of an object is another.
    func forget(_ number: Int64) { giveBack(spaces.removeValue(forKey: number)?.entry) }

    func forget(_ identifier: MetaverseID) { giveBack(metaverse.removeValue(forKey: identifier)?.entry) }

    func forget(_ owner: ImageOwner) { giveBack(images.removeValue(forKey: owner)?.entry) }

    /// Gives back the room of an entry that was kept; nothing where none was.
    private func giveBack(_ entry: PackedEntry?) {
        if let entry { room += entry.bytes.count + Self.more }
    }

    /// Takes room for an entry in place of one that was kept; says whether there is some.
    private func take(_ entry: PackedEntry, besides before: PackedEntry?) -> Bool {
        giveBack(before)
        guard room > 0 else { return false }
        room -= entry.bytes.count + Self.more
        return true
    }
}
