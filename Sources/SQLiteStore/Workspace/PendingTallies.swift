import GRDB

/// Changes of the counts of what waits to be exported, written together.
struct PendingTallies {
    private struct Key: Hashable {
        let connector: String
        let rank: Int
        let objectClass: String
    }

    private let database: Database
    private var changes: [Key: Int] = [:]

    init(_ database: Database) { self.database = database }

    mutating func count(_ change: Int, _ connector: String, _ rank: Int, _ objectClass: String) {
        // In a damaged store the counts may be anything.
        changes[Key(connector: connector, rank: rank, objectClass: objectClass), default: 0] &+= change
    }

    func write() throws {
        let statement = try database.cachedStatement(
            sql: "INSERT INTO pending_count (connector, rank, class, count) VALUES (?, ?, ?, ?) "
                + "ON CONFLICT (connector, rank, class) DO UPDATE SET count = count + excluded.count"
        )
        for (key, change) in changes where change != 0 {
            try statement.execute(arguments: [key.connector, key.rank, key.objectClass, change])
        }
    }
}
