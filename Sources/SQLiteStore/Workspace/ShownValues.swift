import Directory
import GRDB
import SyncEngine
import SyncRules

/// What a target was seen to have of attributes that rules begin to write, inside of a synchronization.
///
/// Rules inwards bring into the metaverse what the target alone had, such as the country of a user that was matched, and rules
/// outwards give it back: nothing of that was exported, and nothing has to be.
final class ShownValues {
    private let database: Database
    private var found: [(connector: ConnectorID, anchor: String)] = []

    init(_ database: Database) { self.database = database }

    /// Looks whether the target has what an image gives of attributes of which it has accepted nothing.
    func look(at image: ExportImage, accepted: PackedEntry) throws {
        guard try !shown(image.entry, accepted, image.connector, image.anchor).isEmpty else { return }
        found.append((image.connector, image.anchor))
    }

    /// Takes what the target was seen to have as accepted; after the images have been written.
    func settle(_ table: AttributeTable, keeping kept: Int) throws {
        guard !found.isEmpty else { return }
        let undo = try UndoNotes(database, keeping: kept)
        let pending = PendingRows(database, table)
        for (connector, anchor) in found {
            // What was looked at may have lost its anchor to another object since.
            guard let wanted = try image(.wanted, connector, anchor),
                let accepted = try image(.accepted, connector, anchor), accepted.objectClass == wanted.objectClass
            else { continue }
            let shown = try shown(wanted.entry, accepted.entry, connector, anchor)
            guard !shown.isEmpty else { continue }
            let known = ExportImage(
                connector: connector,
                metaverse: accepted.metaverse,
                objectClass: accepted.objectClass,
                anchor: anchor,
                entry: accepted.entry.replacing(shown) { Array(wanted.entry.values(of: $0)) }
            )
            try ImageRows.correct(known, database, undo)
            try pending.note(connector, anchor)
        }
        found = []
        try pending.settle()
        try undo.finish()
    }

    /// The attributes of which nothing was accepted, and of which the last import has shown what rules give.
    ///
    /// Of an object that was exported since, no import has shown anything.
    private func shown(
        _ wanted: PackedEntry,
        _ accepted: PackedEntry,
        _ connector: ConnectorID,
        _ anchor: String
    ) throws -> [AttributeID] {
        let given = wanted.attributes(differingFrom: accepted).filter { accepted.values(of: $0).isEmpty }
        guard !given.isEmpty else { return [] }
        let statement = try database.cachedStatement(
            sql: """
                SELECT o.entry FROM accepted AS a
                    CROSS JOIN space_partition AS p ON p.connector = a.connector AND p.name = ''
                    CROSS JOIN space_object AS o ON o.partition = p.number AND o.anchor = CAST(a.anchor AS BLOB)
                WHERE a.connector = ? AND a.anchor = ? AND a.unconfirmed = 0
                """
        )
        let entry = try statement.first([connector.text, anchor]) { try StoredValue.entry($0, at: 0) }
        guard let entry else { return [] }
        return given.filter { Set(entry.values(of: $0)) == Set(wanted.values(of: $0)) }
    }

    private func image(_ state: ImageRows.State, _ connector: ConnectorID, _ anchor: String) throws -> ExportImage? {
        let statement = try database.cachedStatement(sql: "SELECT * FROM \(state.rows) AND anchor = ?")
        return try Row.fetchOne(statement, arguments: [connector.text, anchor])
            .map { try ImageRows.image($0, connector) }
    }
}
