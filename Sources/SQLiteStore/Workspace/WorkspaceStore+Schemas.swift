public import DirectorySchema
import Foundation
import GRDB
import SyncRules

extension WorkspaceStore: SchemaStore {
    /// The newest version of a connector's schema; nothing before the first refresh.
    public func currentSchema(of connector: String) async throws -> SchemaVersion? {
        try await schemas(of: connector, limit: 1).first
    }

    /// All versions of a connector's schema, newest first.
    public func schemaHistory(of connector: String) async throws -> [SchemaVersion] {
        try await schemas(of: connector, limit: -1)
    }

    /// One version of a connector's schema; nothing where there is none of that number.
    public func schema(of connector: String, version: Int) async throws -> SchemaVersion? {
        try await schemas(of: connector, limit: 1, number: version).first
    }

    /// What is known of the newest versions of a connector's schema, newest first, without reading the schemas.
    public func schemaNotes(of connector: String, limit: Int) async throws -> [SchemaVersionNote] {
        try await pool.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT number, read, source, json_array_length(CAST(snapshot AS TEXT), '$.classes') AS classes,
                    json_array_length(CAST(snapshot AS TEXT), '$.attributes') AS attributes
                    FROM schema_version WHERE connector = ? ORDER BY number DESC LIMIT ?
                    """,
                arguments: [connector, limit]
            ).map { row in
                SchemaVersionNote(
                    number: try row.value("number"),
                    read: try row.value("read"),
                    source: try row.value("source"),
                    classes: try row.value("classes") ?? 0,
                    attributes: try row.value("attributes") ?? 0
                )
            }
        }
    }

    private func schemas(of connector: String, limit: Int, number: Int? = nil) async throws -> [SchemaVersion] {
        try await pool.read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT * FROM schema_version WHERE connector = ? AND number = coalesce(?, number) "
                    + "ORDER BY number DESC LIMIT ?",
                arguments: [connector, number, limit]
            )
            return try rows.map { row in
                SchemaVersion(
                    number: try row.value("number"),
                    read: try row.value("read"),
                    source: try row.value("source"),
                    server: try row.value("server"),
                    digest: try row.value("digest"),
                    snapshot: try StoredValue.json(SchemaSnapshot.self, row.value("snapshot")),
                    state: try (row.value("state") as Data?).map { try StoredValue.json(SchemaMarks.self, $0) }
                )
            }
        }
    }

    static func insert(_ version: SchemaVersion, of connector: String, _ database: Database) throws {
        try database.execute(
            sql: "INSERT INTO schema_version (connector, number, read, source, server, digest, snapshot, state) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                connector, version.number, version.read, version.source, version.server, version.digest,
                try StoredValue.data(version.snapshot), try version.state.map(StoredValue.data),
            ]
        )
    }

    /// Notes what servers show now beside versions that are stored already, all of it or nothing.
    public func note(_ states: [ConfigurationCommit.StateNote]) async throws {
        try await pool.write { database in
            for state in states { try Self.note(state, database) }
        }
    }

    /// Notes what the server shows now beside a version that is stored already, and still is what it was.
    static func note(_ note: ConfigurationCommit.StateNote, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE schema_version SET state = ? WHERE connector = ? AND number = ? AND digest = ?",
            arguments: [try StoredValue.data(note.state), note.connector.text, note.number, note.digest]
        )
    }
}
