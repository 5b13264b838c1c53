import Directory
import Foundation
import GRDB
public import SyncEngine
public import SyncRules

extension WorkspaceStore: ImportStore {
    /// The objects with these identities, as far as they are known, ascending by identity.
    public func objects(_ identities: [ConnectorSpaceIdentity]) async throws -> [ConnectorSpaceObject] {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            let statement = try database.makeStatement(
                sql:
                    "SELECT class, entry, link FROM connector_object WHERE connector = ? AND partition = ? AND anchor = ?"
            )
            var objects: [ConnectorSpaceObject] = []
            for identity in identities {
                let row = try Row.fetchOne(
                    statement,
                    arguments: [identity.connector.text, identity.partition, Data(identity.anchor)]
                )
                guard let row else { continue }
                objects.append(
                    ConnectorSpaceObject(
                        identity: identity,
                        objectClass: AttributeName(row["class"] as String),
                        entry: try StoredValue.entry(row),
                        link: (row["link"] as Data?).flatMap { MetaverseID(bytes: Array($0)) }
                    )
                )
            }
            return objects.sorted { $0.identity < $1.identity }
        }
    }

    /// How many objects the connector space has.
    public func objectCount(of connector: ConnectorID) async throws -> Int {
        try await pool.read { database in
            try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM connector_object WHERE connector = ?",
                arguments: [connector.text]
            ) ?? 0
        }
    }

    /// How many objects the connector space has of each class.
    public func classCounts(of connector: ConnectorID) async throws -> [String: Int] {
        try await pool.read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT class, count(*) AS count FROM connector_object WHERE connector = ? GROUP BY class",
                arguments: [connector.text]
            )
            return Dictionary(rows.map { ($0["class"] as String, $0["count"] as Int) }) { first, _ in first }
        }
    }

    /// Up to where the changes of a connector's partitions have been imported, ascending by partition.
    public func watermarks(of connector: ConnectorID) async throws -> [Watermark] {
        try await pool.read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM watermark WHERE connector = ? ORDER BY partition",
                arguments: [connector.text]
            ).map { row in
                Watermark(
                    partition: row["partition"],
                    cursor: Array(row["cursor"] as Data),
                    selection: row["selection"],
                    taken: row["taken"]
                )
            }
        }
    }

    /// Puts the result of an import in place: objects and watermarks together, or nothing.
    public func commit(_ commit: ImportCommit) async throws {
        try await pool.write { [table] database in
            let changes = commit.changes
            if !(changes.added.isEmpty && changes.updated.isEmpty && changes.deleted.isEmpty) {
                try Self.apply(changes, to: commit.connector, table, database)
            }
            if !(changes.added.isEmpty && changes.deleted.isEmpty && changes.renamed == 0) {
                try database.execute(
                    sql: "INSERT OR IGNORE INTO unchecked_import (connector) VALUES (?)",
                    arguments: [commit.connector.text]
                )
            }
            for partition in commit.forgotten {
                try database.execute(
                    sql: "DELETE FROM watermark WHERE connector = ? AND partition = ?",
                    arguments: [commit.connector.text, partition]
                )
            }
            for mark in commit.watermarks {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO watermark (connector, partition, cursor, selection, taken) "
                        + "VALUES (?, ?, ?, ?, ?)",
                    arguments: [
                        commit.connector.text, mark.partition, Data(mark.cursor), mark.selection, mark.taken,
                    ]
                )
            }
        }
    }
}
