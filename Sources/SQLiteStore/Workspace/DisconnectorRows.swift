import Directory
import Foundation
import GRDB
import SyncEngine
import SyncRules

/// The rows of objects that a target has and that nothing is joined to, inside of a transaction.
struct DisconnectorRows {
    let database: Database

    /// Writes down what an import shows; it counts when the import is over.
    func read(_ objects: [Disconnector]) throws {
        let insert = try database.cachedStatement(
            sql: "INSERT INTO disconnector_read (connector, anchor, class, empty, entry) VALUES (?, ?, ?, ?, ?)"
        )
        for object in objects { try insert.execute(arguments: Self.arguments(object)) }
    }

    private static func arguments(_ object: Disconnector) -> StatementArguments {
        let empty = object.empty.map { "[\($0.map { "\($0.rawValue)" }.joined(separator: ","))]" }
        return [object.connector.text, object.anchor, object.objectClass.spelling, empty, Data(object.entry.bytes)]
    }

    /// Forgets what an import has shown that did not come to its end.
    func begin(_ connector: ConnectorID) throws {
        try database.execute(
            sql: "DELETE FROM disconnector_read WHERE connector = ?",
            arguments: [connector.text]
        )
    }

    /// Puts what an import has shown, all of it, in place of what the last one had.
    func end(_ connector: ConnectorID) throws {
        try database.execute(sql: "DELETE FROM disconnector WHERE connector = ?", arguments: [connector.text])
        try database.execute(
            sql: "INSERT INTO disconnector (connector, anchor, class, empty, entry) "
                + "SELECT connector, anchor, class, empty, entry FROM disconnector_read WHERE connector = ? "
                + "ORDER BY anchor",
            arguments: [connector.text]
        )
        try begin(connector)
    }

    /// Puts what an import of changes shows of an object in place of what was known of it.
    func replace(_ object: Disconnector) throws {
        try remove(object.anchor, of: object.connector)
        try database.cachedStatement(
            sql: "INSERT INTO disconnector (connector, anchor, class, empty, entry) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: Self.arguments(object))
    }

    /// Those that rules have made an object for meanwhile, with the number of its image; of another class is another object.
    func joinable(_ connector: ConnectorID) throws -> [(disconnector: Int64, image: Int64)] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT d.number, i.number FROM disconnector AS d CROSS JOIN image AS i
                    ON i.wanted = 1 AND i.connector = d.connector AND i.anchor = d.anchor
                WHERE d.connector = ? AND lower(i.class) = lower(d.class) AND NOT EXISTS
                    (SELECT 1 FROM accepted AS a WHERE a.connector = d.connector AND a.anchor = d.anchor)
                ORDER BY d.anchor
                """,
            arguments: [connector.text]
        )
        return try rows.map { try ($0.value(0), $0.value(1)) }
    }

    /// The object of a number.
    func object(_ number: Int64) throws -> Disconnector? {
        let row = try Row.fetchOne(
            try database.cachedStatement(sql: "SELECT * FROM disconnector WHERE number = ?"),
            arguments: [number]
        )
        guard let row else { return nil }
        let empty = try (row.value("empty") as String?).map { text in
            try StoredValue.json([UInt16].self, Data(text.utf8)).map { AttributeID(rawValue: $0) }
        }
        return Disconnector(
            connector: try ConnectorID(row.value("connector")),
            anchor: try row.value("anchor"),
            objectClass: try AttributeName(row.value("class") as String),
            entry: try StoredValue.entry(row),
            empty: empty
        )
    }

    /// Takes out the one of a source anchor, where there is one: the target has it no more.
    func remove(_ anchor: String, of connector: ConnectorID) throws {
        try database.cachedStatement(sql: "DELETE FROM disconnector WHERE connector = ? AND anchor = ?")
            .execute(arguments: [connector.text, anchor])
    }

    /// Takes one out that is none any more.
    func remove(_ number: Int64) throws {
        try database.cachedStatement(sql: "DELETE FROM disconnector WHERE number = ?").execute(arguments: [number])
    }
}
