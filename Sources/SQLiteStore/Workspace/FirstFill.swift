import GRDB
import SyncEngine

/// A synchronization into a store where nothing has been synchronized: what would be kept in order with every row is put in
/// order once, at the end, in the same transaction.
///
/// Images and links come in no order that their indexes have. Beyond some hundred thousand objects these do not fit into the
/// cache any more, and each row would read and write pages of its own. Who needs an index meanwhile asks for the end first.
final class FirstFill {
    /// With fewer objects it is not worth it.
    private static let few = 1000
    /// What sorting may take, in KiB: it comes on top of what the passes hold.
    private static let sortingCache = 16_384

    /// What rows may take that come one after another, in KiB: no page is looked at again but those of one index.
    private static let fillingCache = 24_576

    private let database: Database
    private let cacheBefore: Int
    /// What makes the indexes anew.
    private var aside: [String] = []
    /// What writes the list while there is one.
    private let waiting: LendingStatement
    private let images: FirstImages
    private(set) var isOn = false

    init(_ database: Database) throws {
        self.database = database
        waiting = LendingStatement(
            "INSERT INTO temp.waiting (connector, rank, class, name, anchor) VALUES (?, ?, ?, ?, ?)",
            database
        )
        images = FirstImages(database)
        cacheBefore = try Int.fetchOne(database, sql: "PRAGMA cache_size") ?? -65_536
        let isWorthwhile = try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (SELECT 1 FROM space_object LIMIT 1 OFFSET \(Self.few))
                    AND NOT EXISTS (SELECT 1 FROM metaverse_object) AND NOT EXISTS (SELECT 1 FROM image)
                    AND NOT EXISTS (SELECT 1 FROM space_link) AND NOT EXISTS (SELECT 1 FROM pending_export)
                    AND NOT EXISTS (SELECT 1 FROM outbox) AND NOT EXISTS (SELECT 1 FROM outgoing_part)
                """
        )
        guard isWorthwhile ?? false else { return }
        isOn = true
        try database.execute(sql: "PRAGMA cache_size = -\(Self.fillingCache)")
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT name, sql FROM main.sqlite_schema WHERE type = 'index' AND sql IS NOT NULL "
                + "AND tbl_name IN ('image', 'space_link', 'pending_export') ORDER BY rowid"
        )
        for row in rows {
            try database.execute(sql: "DROP INDEX \((row.value("name") as String).quotedDatabaseIdentifier)")
            aside.append(try row.value("sql"))
        }
        try database.execute(
            sql: "CREATE TEMP TABLE waiting (connector TEXT, rank INTEGER, class TEXT, name TEXT, anchor TEXT)"
        )
    }

    /// Takes an image that is to be written.
    func wait(_ image: ExportImage) throws { try images.wait(image) }

    /// Notes what waits to be exported.
    func wait(_ connector: String, _ rank: Int, _ objectClass: String, _ name: String, _ anchor: String) throws {
        try waiting.write { values in
            try values.bind(1, connector)
            try values.bind(2, Int64(rank))
            try values.bind(3, objectClass)
            try values.bind(4, name)
            try values.bind(5, anchor)
        }
    }

    /// Puts everything in order.
    func end() throws {
        guard isOn else { return }
        isOn = false
        defer { try? database.execute(sql: "PRAGMA cache_size = \(cacheBefore)") }
        try images.write()
        try Self.sorting(database) {
            try database.execute(
                sql: """
                    DELETE FROM pending_count;
                    INSERT INTO pending_count (connector, rank, class, count)
                        SELECT connector, rank, class, count(*) FROM temp.waiting GROUP BY connector, rank, class;
                    INSERT INTO pending_export (connector, rank, class, name, anchor)
                        SELECT connector, rank, class, name, anchor FROM temp.waiting
                        ORDER BY connector, rank, class, name, anchor;
                    DROP TABLE temp.waiting;
                    """
            )
            try Self.make(aside, database)
        }
    }

    /// Makes indexes and triggers anew.
    static func make(_ statements: [String], _ database: Database) throws {
        for sql in statements {
            try database.flushPages()
            try database.execute(sql: sql)
        }
    }

    /// Runs statements that sort, with less memory than others have: they take as much as the cache may have besides it.
    static func sorting(_ database: Database, _ body: () throws -> Void) throws {
        let before = try Int.fetchOne(database, sql: "PRAGMA cache_size") ?? -65_536
        try database.flushPages()
        try database.execute(sql: "PRAGMA cache_size = -\(sortingCache)")
        defer { try? database.execute(sql: "PRAGMA cache_size = \(before)") }
        try body()
    }
}
