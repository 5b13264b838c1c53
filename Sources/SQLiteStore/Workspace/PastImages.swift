import Directory
import GRDB
import SyncEngine
import SyncRules

/// The images of some source anchors, brought back from what they are to what they were.
struct PastImages {
    private let connector: ConnectorID
    private let anchors: Set<String>
    /// What rules wanted, by source anchor.
    private(set) var wanted: [String: ExportImage]
    /// What the target had accepted, by source anchor.
    private(set) var accepted: [String: ExportImage]

    /// Begins with what they are now.
    init(of connector: ConnectorID, _ anchors: Set<String>, _ database: Database) throws {
        (self.connector, self.anchors) = (connector, anchors)
        func images(_ state: ImageRows.State) throws -> [String: ExportImage] {
            let statement = try database.cachedStatement(sql: "SELECT * FROM \(state.rows) AND anchor = ?")
            var images: [String: ExportImage] = [:]
            for anchor in anchors {
                let row = try Row.fetchOne(statement, arguments: [connector.text, anchor])
                images[anchor] = try row.map { try ImageRows.image($0, connector) }
            }
            return images
        }
        (wanted, accepted) = (try images(.wanted), try images(.accepted))
    }

    /// Goes back to before the notes of a row were made.
    mutating func undo(_ bytes: [UInt8]) throws {
        var reader = UndoReader(bytes)
        var notes: [UndoNote] = []
        while let note = try reader.next(where: { anchors.contains($0) }) { notes.append(note) }
        for note in notes.reversed() { try undo(note) }
    }

    private mutating func undo(_ note: UndoNote) throws {
        let anchor = note.anchor
        let isWanted = note.state == .wanted
        let before: ExportImage?
        switch note.before {
        case .beginning:
            wanted.removeAll()
            accepted.removeAll()
            return
        case .nothing: before = nil
        case .theOther: before = isWanted ? accepted[anchor] : wanted[anchor]
        case .whole(let owner, let entry): before = image(owner, anchor, entry)
        case .changed(let owner, let change):
            guard let after = isWanted ? wanted[anchor] : accepted[anchor] else { throw UndoReader.damaged }
            before = image(owner, anchor, change.applied(to: after.entry))
        }
        if isWanted { wanted[anchor] = before } else { accepted[anchor] = before }
    }

    private func image(_ owner: UndoNote.Owner, _ anchor: String, _ entry: PackedEntry) -> ExportImage {
        ExportImage(
            connector: connector,
            metaverse: owner.metaverse,
            objectClass: owner.objectClass,
            anchor: anchor,
            entry: entry
        )
    }
}
