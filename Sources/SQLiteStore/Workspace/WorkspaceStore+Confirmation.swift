import Directory
import Foundation
import GRDB
public import SyncEngine
public import SyncRules

extension WorkspaceStore {
    /// The objects that were exported and have not been read back, ascending.
    public func unconfirmed(_ connector: ConnectorID) async throws -> [String] {
        try await pool.read { database in
            try String.fetchAll(
                database,
                sql: "SELECT anchor FROM accepted WHERE connector = ? AND unconfirmed = 1 ORDER BY anchor",
                arguments: [connector.text]
            )
        }
    }

    /// Those of them that no import has ever shown: what was added, and what the target had of it before is not known yet.
    public func unconfirmedAdditions(_ connector: ConnectorID) async throws -> Set<String> {
        try await pool.read { database in
            try String.fetchSet(
                database,
                sql: """
                    SELECT anchor FROM accepted AS a WHERE connector = ? AND unconfirmed = 1 AND NOT EXISTS
                        (SELECT 1 FROM space_partition AS p
                            CROSS JOIN space_object AS o ON o.partition = p.number AND o.anchor = CAST(a.anchor AS BLOB)
                            WHERE p.connector = a.connector AND p.name = '')
                    """,
                arguments: [connector.text]
            )
        }
    }

    /// Those of some objects that were exported to the target from here, and not only joined as it had them.
    ///
    /// `areUnconfirmed` asks for those alone that have not been read back since.
    public func exported(
        _ anchors: [String],
        to connector: ConnectorID,
        areUnconfirmed: Bool
    ) async throws -> Set<String> {
        try await pool.read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT anchor FROM accepted "
                    + "WHERE connector = ? AND anchor = ? AND joined = 0 AND unconfirmed >= ?"
            )
            return try anchors.reduce(into: []) { exported, anchor in
                let found = try String.fetchOne(statement, arguments: [connector.text, anchor, areUnconfirmed ? 1 : 0])
                if let found { exported.insert(found) }
            }
        }
    }

    /// Notes what was read back: these objects were looked at, these are otherwise than they were exported, and these have
    /// gone.
    ///
    /// `watermark` says up to where that was read, and is stored with it: nobody looks again at what lies before it.
    public func confirm(
        _ anchors: [String],
        corrected: [ExportImage],
        missing: [String],
        upTo watermark: Watermark? = nil,
        of connector: ConnectorID
    ) async throws {
        try await pool.write { [table, kept] database in
            if let watermark { try Self.settle(connector, ImportCounts(), [watermark], [], database) }
            guard !(anchors.isEmpty && corrected.isEmpty && missing.isEmpty) else { return }
            try AttributeRows.save(table, database)
            try OutboxRows.doubt(database)
            let undo = try UndoNotes(database, keeping: kept)
            for image in corrected { try ImageRows.correct(image, database, undo) }
            for anchor in missing { try ImageRows.lose(connector, anchor, database, undo) }
            try undo.finish()
            let pending = PendingRows(database, table)
            for anchor in corrected.map(\.anchor) + missing { try pending.note(connector, anchor) }
            try pending.settle()
            let seen = try database.makeStatement(
                sql: "UPDATE accepted SET unconfirmed = 0 WHERE connector = ? AND anchor = ? AND unconfirmed = 1"
            )
            for anchor in anchors { try seen.execute(arguments: [connector.text, anchor]) }
        }
    }

    /// How many objects the target has accepted, by class.
    public func acceptedCounts(of connector: ConnectorID) async throws -> [String: Int] {
        try await pool.read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT class, count(*) AS count FROM accepted WHERE connector = ? GROUP BY class",
                arguments: [connector.text]
            )
            let counts: [(String, Int)] = try rows.map { try ($0.value("class"), $0.value("count")) }
            return Dictionary(counts) { first, _ in first }
        }
    }
}
