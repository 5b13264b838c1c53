import Directory
import GRDB
import SyncEngine
import SyncRules

/// A partition into which an import writes, and what is put aside meanwhile.
///
/// Where more comes than there was, the indexes are dropped and made anew at the end, in the same transaction: sorting all of
/// them once costs less than finding the place of each. So is the trigger that notes what has been added. Who reads meanwhile
/// sees the store as it was, and what is taken back takes the indexes back as well.
struct WrittenPartition {
    /// So many rows are not worth it.
    private static let few = 1000
    /// What rows may take that come one after another, in KiB: no page of theirs is looked at again.
    private static let fillingCache = 8192

    /// Its number.
    let number: Int64
    /// How many objects there were, and the highest number among them.
    private let before: Int
    private let last: Int64
    private var added = 0
    /// What makes that anew which was put aside.
    private var aside: [String] = []
    private var cacheBefore = -65_536

    init(_ name: String, of connector: ConnectorID, _ database: Database) throws {
        number = try SpaceRows.partition(name, of: connector, database)
        before = try SpaceRows.count(database)
        last = try Int64.fetchOne(database, sql: "SELECT max(number) FROM space_object") ?? 0
    }

    /// Prepares for so many more rows.
    mutating func expect(_ count: Int, _ database: Database) throws {
        added += count
        guard aside.isEmpty, added > max(before, Self.few) else { return }
        cacheBefore = try Int.fetchOne(database, sql: "PRAGMA cache_size") ?? cacheBefore
        try database.execute(sql: "PRAGMA cache_size = -\(Self.fillingCache)")
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT type, name, sql FROM sqlite_schema WHERE tbl_name = 'space_object' AND sql IS NOT NULL "
                + "AND (type = 'index' OR type = 'trigger' AND name = 'space_object_added') ORDER BY rowid"
        )
        for row in rows {
            try database.execute(
                sql: "DROP \(row.value("type") as String) \((row.value("name") as String).quotedDatabaseIdentifier)"
            )
            aside.append(try row.value("sql"))
        }
    }

    /// Gives the cache its size again, where what was written is taken back: what was put aside comes back with that.
    func leave(_ database: Database) throws {
        guard !aside.isEmpty else { return }
        try database.execute(sql: "PRAGMA cache_size = \(cacheBefore)")
    }

    /// Puts back what was put aside.
    func end(_ database: Database) throws {
        guard !aside.isEmpty else { return }
        try FirstFill.sorting(database) { try FirstFill.make(aside, database) }
        try leave(database)
        let isRemembered = try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM run_memory)") ?? false
        guard isRemembered else { return }
        try database.execute(
            sql: "INSERT OR IGNORE INTO space_change SELECT number FROM space_object WHERE number > ?",
            arguments: [last]
        )
    }

    /// Takes over what has come from other partitions, once everything is back; gives the numbers that it had there.
    func takeMoved(_ table: AttributeTable, _ digest: EntryDigest, _ database: Database) throws -> [Int64] {
        guard added > 0 else { return [] }
        return try MovedObjects(database: database, table: table, digest: digest)
            .settle(in: number, after: last, areMany: !aside.isEmpty)
    }
}
