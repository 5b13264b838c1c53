import Directory
import GRDB
public import Plans
import SyncEngine
public import SyncRules

/// Fingerprints of what waits to be exported, for plans that are made from it.
///
/// What waits is read once, an object at a time, in the order of source anchors: which numbers rows have, and in which order
/// they were written, makes no difference.
extension WorkspaceStore {
    /// The fingerprint of everything that waits to be exported to a target: of each change what it does, the image that rules
    /// have made and the one that the target has accepted.
    public func pendingFingerprint(of connector: ConnectorID) async throws -> Fingerprint {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            // The bound, which all anchors keep, has SQLite walk over the index by anchors instead of sorting images.
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT p.rank, p.class, p.anchor, w.class, w.entry, a.class, b.entry FROM pending_export AS p "
                    + "LEFT JOIN image AS w ON w.wanted = 1 AND w.connector = p.connector AND w.anchor = p.anchor "
                    + "LEFT JOIN accepted AS a ON a.connector = p.connector AND a.anchor = p.anchor "
                    + "LEFT JOIN image AS b ON b.number = a.image "
                    + "WHERE p.connector = ? AND p.anchor >= '' AND \(PendingRows.isLeft("p")) ORDER BY p.anchor",
                arguments: [connector.text]
            )
            var print = NamedFingerprint(table)
            while let row = try rows.next() {
                print.add(try row.value(0) as Int)
                for column in [1, 2] { print.add(try row.value(column) as String) }
                for column in [3, 5] {
                    print.add(StoredValue.bytes(row, at: column))
                    let bytes = StoredValue.bytes(row, at: column + 1)
                    let entry: PackedEntry? = try bytes.isEmpty ? nil : StoredValue.entry(bytes)
                    print.add(entry)
                }
            }
            return print.finish()
        }
    }

    /// The fingerprint of everything that waits to be written back to a forest: the values beside those that they take the place
    /// of, and the objects that are to be made in its copy, or deleted.
    public func writeBackFingerprint(of connector: ConnectorID) async throws -> Fingerprint {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            var print = NamedFingerprint(table)
            try Self.tellWriteBacks(of: connector, to: &print, database)
            try Self.tellCopyObjects(of: connector, to: &print, database)
            return print.finish()
        }
    }

    private static func tellWriteBacks(
        of connector: ConnectorID,
        to print: inout NamedFingerprint,
        _ database: Database
    ) throws {
        // Numbers are sorted, and not entries.
        let numbers = try Int64.fetchAll(
            database,
            sql: "SELECT w.object" + WriteBackRows.joined
                + "WHERE w.state = 0 AND p.connector = ? ORDER BY p.name, o.anchor",
            arguments: [connector.text]
        )
        let statement = try database.cachedStatement(
            sql: "SELECT p.name, o.class, o.anchor, o.entry, w.attributes, w.merged, w.entry" + WriteBackRows.joined
                + "WHERE w.object = ?"
        )
        print.add(numbers.count)
        for number in numbers {
            _ = try statement.first([number]) { row in
                print.add(try row.value(0) as String)
                print.add(try row.value(1) as String)
                print.add(StoredValue.bytes(row, at: 2))
                let object = try StoredValue.entry(row, at: 3)
                let change = try WriteBackRows.writeBack(row, at: 4)
                print.add(object.dn)
                print.add(change.attributes)
                print.add(change.merged)
                print.add(change.values)
                print.add(object, of: change.attributes)
            }
        }
    }

    private static func tellCopyObjects(
        of connector: ConnectorID,
        to print: inout NamedFingerprint,
        _ database: Database
    ) throws {
        let numbers = try Int64.fetchAll(
            database,
            sql: "SELECT c.number" + CopyObjectRows.ofConnector + "AND c.state IN (0, 2) ORDER BY p.name, c.anchor",
            arguments: [connector.text]
        )
        let statement = try database.cachedStatement(
            sql: "SELECT p.name, c.class, c.anchor, c.state, c.entry" + CopyObjectRows.joined + "WHERE c.number = ?"
        )
        print.add(numbers.count)
        for number in numbers {
            _ = try statement.first([number]) { row in
                print.add(try row.value(0) as String)
                print.add(try row.value(1) as String)
                print.add(StoredValue.bytes(row, at: 2))
                print.add(try row.value(3) as Int)
                print.add(try StoredValue.entry(row, at: 4))
            }
        }
    }
}
