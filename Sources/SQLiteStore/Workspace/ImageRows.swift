import Directory
import Foundation
import GRDB
import SyncEngine
import SyncRules

/// The rows of images: what rules last made, and what a target has accepted.
enum ImageRows {
    enum State: String {
        case desired
        case exported
    }

    private struct Key: Hashable {
        let connector: String
        let anchor: String
    }

    /// Puts images in place of those that rules made before; what is as it was is not written again.
    static func putDesired(_ images: [ExportImage], _ database: Database) throws {
        let places = Dictionary(
            images.enumerated().map { (Key(connector: $1.connector.text, anchor: $1.anchor), $0) },
            uniquingKeysWith: { _, last in last }
        )
        var isWritten = Array(repeating: false, count: images.count)
        var gone: [Int64] = []
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT rowid, connector, anchor, metaverse, class, entry FROM export_image WHERE state = ?",
            arguments: [State.desired.rawValue]
        )
        while let row = try rows.next() {
            guard let place = places[Key(connector: row[1], anchor: row[2])] else {
                gone.append(row[0])
                continue
            }
            let image = images[place]
            isWritten[place] =
                try row[4] as String == image.objectClass.spelling
                && image.metaverse.bytes.elementsEqual(row[3] as Data)
                && StoredValue.holds(image.entry, row, at: 5)
        }
        let delete = try database.makeStatement(sql: "DELETE FROM export_image WHERE rowid = ?")
        for number in gone { try delete.execute(arguments: [number]) }
        try write(zip(images, isWritten).lazy.filter { !$0.1 }.map(\.0), .desired, database)
    }

    /// Writes images over those that are there.
    static func write(_ images: some Sequence<ExportImage>, _ state: State, _ database: Database) throws {
        let statement = try database.makeStatement(
            sql:
                "INSERT INTO export_image (connector, state, anchor, metaverse, class, entry) VALUES (?, ?, ?, ?, ?, ?) "
                + "ON CONFLICT (connector, state, anchor) DO UPDATE SET metaverse = excluded.metaverse, "
                + "class = excluded.class, entry = excluded.entry"
        )
        for image in images {
            try statement.execute(arguments: [
                image.connector.text, state.rawValue, image.anchor, Data(image.metaverse.bytes),
                image.objectClass.spelling, Data(image.entry.bytes),
            ])
        }
    }
}
