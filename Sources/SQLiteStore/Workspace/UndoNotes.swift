import Directory
import GRDB
import SyncEngine
import SyncRules

/// Notes what images are before a transaction writes something over them, so that what waited before can be told later.
///
/// What is noted of many objects is one row. Where nothing was there when the transaction began, that is all there is to say.
final class UndoNotes {
    /// How many bytes a row has, besides the last note in it.
    private static let size = 1 << 18

    private let database: Database
    private let most: Int
    /// Whether there was no image at all, and nothing had been accepted: that would be an image.
    private let isBeginning: Bool
    private var packer = UndoPacker()
    private var connector = ""

    /// Begins a transaction; so many bytes are kept of all notes.
    init(_ database: Database, keeping most: Int) throws {
        (self.database, self.most) = (database, most)
        isBeginning = try Bool.fetchOne(database, sql: "SELECT NOT EXISTS (SELECT 1 FROM image)") ?? false
    }

    /// Notes that there was no image.
    func nothing(_ state: ImageRows.State, of connector: String, _ anchor: String) throws {
        if try begins(connector) { packer.add(.nothing, state, anchor) }
    }

    /// Notes that an image goes that is also the one of the other kind.
    func theOther(_ state: ImageRows.State, of connector: String, _ anchor: String) throws {
        if try begins(connector) { packer.add(.theOther, state, anchor) }
    }

    /// Notes an image that goes, and that nothing takes the place of.
    func goes(_ state: ImageRows.State, _ before: ExportImage) throws {
        let owner = UndoNote.Owner(metaverse: before.metaverse, objectClass: before.objectClass)
        try goes(state, of: before.connector.text, before.anchor, owner, before.entry.bytes)
    }

    /// The same of the bytes of an entry, which nobody has looked at.
    func goes(
        _ state: ImageRows.State,
        of connector: String,
        _ anchor: String,
        _ owner: UndoNote.Owner,
        _ entry: [UInt8]
    ) throws {
        guard try begins(connector) else { return }
        packer.add(.whole, state, anchor)
        packer.add(owner)
        packer.add(entry: entry)
    }

    /// Notes what was there of an anchor before an image comes.
    func comes(_ state: ImageRows.State, _ image: ExportImage, inPlaceOf before: ExportImage?) throws {
        guard let before else { return try nothing(state, of: image.connector.text, image.anchor) }
        guard before != image, try begins(image.connector.text) else { return }
        packer.add(.changed, state, image.anchor)
        packer.add(UndoNote.Owner(metaverse: before.metaverse, objectClass: before.objectClass))
        let change = EntryChange(from: image.entry, to: before.entry)
        packer.add(entry: change.given.bytes)
        packer.add(entry: change.taken.bytes)
    }

    /// Notes what the target has of the objects of a part, before it takes the changes at these places.
    func takes(_ places: Range<Int>, of part: OutgoingPart) throws {
        let connector = part.connector.text
        for place in places {
            if part.operation(of: place) == .add {
                try nothing(.accepted, of: connector, part.anchor(of: place))
                continue
            }
            func image(_ image: ExportsAhead.Image) -> ExportImage {
                ExportImage(
                    connector: part.connector,
                    metaverse: image.owner,
                    objectClass: part.objectClass(of: place),
                    anchor: part.anchor(of: place),
                    entry: image.entry
                )
            }
            let comes = image(part.image(of: place))
            if part.operation(of: place) == .delete {
                try goes(.accepted, comes)
            } else {
                guard let before = part.replaced(by: place) else { throw OutboxRows.damaged }
                try self.comes(.accepted, comes, inPlaceOf: image(before))
            }
        }
    }

    /// Writes down what was noted; before the transaction ends.
    func finish() throws {
        guard !packer.bytes.isEmpty else { return }
        try UndoParts(database: database).add(packer.bytes, of: connector, keeping: most)
        packer.begin()
    }

    /// Prepares for a note; says whether it is to be made.
    private func begins(_ connector: String) throws -> Bool {
        if connector != self.connector {
            try finish()
            self.connector = connector
            if isBeginning { packer.add(.beginning, .wanted, "") }
        }
        if packer.bytes.count >= Self.size { try finish() }
        return !isBeginning
    }
}
