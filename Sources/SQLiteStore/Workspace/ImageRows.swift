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

    static func image(_ row: Row, _ connector: ConnectorID) throws -> ExportImage {
        guard let metaverse = MetaverseID(bytes: row["metaverse"] as Data) else {
            throw StoreError(.damaged, "The store holds an export without a proper metaverse object.")
        }
        return ExportImage(
            connector: connector,
            metaverse: metaverse,
            objectClass: AttributeName(row["class"] as String),
            anchor: row["anchor"],
            entry: try StoredValue.entry(row)
        )
    }

    /// Writes images over those that are there.
    static func write(_ images: some Sequence<ExportImage>, _ state: State, _ database: Database) throws {
        let statement = try database.cachedStatement(
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
