import Directory
import Foundation
import GRDB
public import SyncEngine
public import SyncRules

extension WorkspaceStore: ImportStore {
    /// The objects with these identities, as far as they are known, ascending by identity.
    public func objects(_ identities: [ConnectorSpaceIdentity]) async throws -> [ConnectorSpaceObject] {
        try await pool.read { [table, digest] database in
            try AttributeRows.learn(table, database)
            let transaction = SpaceSynchronization(
                digest: digest,
                database: database,
                images: try ImageRows(database),
                fill: nil,
                pending: PendingRows(database, table)
            )
            var objects: [ConnectorSpaceObject] = []
            var partitions: [ConnectorID: [String: Int64]] = [:]
            for identity in identities {
                let numbers =
                    try partitions[identity.connector] ?? SpaceRows.partitions(of: identity.connector, database)
                partitions[identity.connector] = numbers
                guard let partition = numbers[identity.partition],
                    let number = try SpaceRows.number(of: identity, in: partition, database)
                else { continue }
                objects.append(try transaction.object(number, of: identity.connector))
            }
            return objects.sorted { $0.identity < $1.identity }
        }
    }

    /// How many objects the connector space has.
    public func objectCount(of connector: ConnectorID) async throws -> Int {
        try await classCounts(of: connector).values.reduce(0, &+)
    }

    /// How many objects the connector space has of each class; no object is looked at.
    public func classCounts(of connector: ConnectorID) async throws -> [String: Int] {
        try await pool.read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT class, sum(count) AS count FROM space_class "
                    + "JOIN space_partition AS p ON p.number = partition WHERE connector = ? GROUP BY class",
                arguments: [connector.text]
            )
            let counts: [(String, Int)] = try rows.map { try ($0.value("class"), $0.value("count")) }
            return Dictionary(counts) { first, _ in first }
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
                    partition: try row.value("partition"),
                    cursor: try Array(row.value("cursor") as Data),
                    selection: try row.value("selection"),
                    taken: try row.value("taken")
                )
            }
        }
    }

    /// Puts the result of an import in place: objects and watermarks together, or nothing.
    public func commit(_ commit: ImportCommit) async throws {
        try await pool.write { [table, digest] database in
            let changes = commit.changes
            if !(changes.added.isEmpty && changes.updated.isEmpty && changes.deleted.isEmpty) {
                try Self.apply(changes, to: commit.connector, table, digest, database)
            }
            try Self.confirm(commit, database)
            try Self.settle(commit.connector, ImportCounts(changes), commit.watermarks, commit.forgotten, database)
        }
    }

    /// Notes up to where partitions have been imported, and that somebody should look at what an import has lost.
    static func settle(
        _ connector: ConnectorID,
        _ counts: ImportCounts,
        _ watermarks: [Watermark],
        _ forgotten: [String],
        _ database: Database
    ) throws {
        if counts.added > 0 || counts.deleted > 0 || counts.renamed > 0 {
            try database.execute(
                sql: "INSERT OR IGNORE INTO unchecked_import (connector) VALUES (?)",
                arguments: [connector.text]
            )
        }
        for partition in forgotten {
            try database.execute(
                sql: "DELETE FROM watermark WHERE connector = ? AND partition = ?",
                arguments: [connector.text, partition]
            )
        }
        for mark in watermarks {
            try database.execute(
                sql: "INSERT OR REPLACE INTO watermark (connector, partition, cursor, selection, taken) "
                    + "VALUES (?, ?, ?, ?, ?)",
                arguments: [connector.text, mark.partition, Data(mark.cursor), mark.selection, mark.taken]
            )
        }
    }
}
