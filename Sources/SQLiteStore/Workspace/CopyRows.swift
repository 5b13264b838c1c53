import Directory
import Foundation
import GRDB
import SyncEngine

/// The rows of how the simulated copies of forests differ from them, inside of a transaction.
struct CopyRows {
    let database: Database

    /// How an object of a copy differs; nothing where it does not.
    func change(_ partition: Int64, _ anchor: [UInt8]) throws -> CopiedChange? {
        let statement = try database.cachedStatement(
            sql: "SELECT attributes, merged, base, written FROM forest_copy WHERE partition = ? AND anchor = ?"
        )
        return try statement.first([partition, Data(anchor)]) { try Self.change($0, at: 0) }
    }

    /// Lends all differences of a partition, or those that no import has read yet.
    func each(
        of partition: Int64,
        areUnconfirmed: Bool = false,
        _ body: (_ anchor: [UInt8], _ change: CopiedChange) throws -> Void
    ) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT anchor, attributes, merged, base, written FROM forest_copy WHERE partition = ?"
                + (areUnconfirmed ? " AND unconfirmed = 1" : ""),
            arguments: [partition]
        )
        while let row = try rows.next() { try body(StoredValue.bytes(row, at: 0), Self.change(row, at: 1)) }
    }

    /// Puts a difference in place of the one that is there; one without attributes is none.
    func put(_ change: CopiedChange, _ partition: Int64, _ anchor: [UInt8], isUnconfirmed: Bool) throws {
        guard !change.attributes.isEmpty else {
            return try database.cachedStatement(sql: "DELETE FROM forest_copy WHERE partition = ? AND anchor = ?")
                .execute(arguments: [partition, Data(anchor)])
        }
        let statement = try database.cachedStatement(
            sql: "INSERT INTO forest_copy (partition, anchor, attributes, merged, base, written, unconfirmed) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (partition, anchor) DO UPDATE SET "
                + "attributes = excluded.attributes, merged = excluded.merged, base = excluded.base, "
                + "written = excluded.written, unconfirmed = excluded.unconfirmed"
        )
        try statement.execute(arguments: [
            partition, Data(anchor), WriteBackRows.text(change.attributes), WriteBackRows.text(change.merged),
            Data(change.base.bytes), Data(change.written.bytes), isUnconfirmed,
        ])
    }

    /// Notes that an import has read the copy of a partition.
    ///
    /// What was written and has not come back is to be written again; so the next synchronization looks at all objects that
    /// something was written to, whether the import has changed them or not.
    func confirm(_ partition: Int64) throws {
        try database.execute(
            sql: "UPDATE forest_copy SET unconfirmed = 0 WHERE partition = ? AND unconfirmed = 1",
            arguments: [partition]
        )
        let written = "state = 1 AND (SELECT partition FROM space_object WHERE number = write_back.object) = ?"
        try database.execute(
            sql: "INSERT OR IGNORE INTO space_change SELECT object FROM write_back "
                + "WHERE EXISTS (SELECT 1 FROM run_memory) AND \(written)",
            arguments: [partition]
        )
        try database.execute(sql: "UPDATE write_back SET state = 2 WHERE \(written)", arguments: [partition])
    }

    /// The value in four columns: attributes, merged ones, what the forest has had, what the copy has.
    private static func change(_ row: Row, at column: Int) throws -> CopiedChange {
        CopiedChange(
            base: try StoredValue.entry(row, at: column + 2),
            written: try StoredValue.entry(row, at: column + 3),
            attributes: try WriteBackRows.attributes(row.value(column)),
            merged: try WriteBackRows.attributes(row.value(column + 1))
        )
    }
}
