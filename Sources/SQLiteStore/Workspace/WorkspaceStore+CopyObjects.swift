import Directory
import Foundation
import GRDB
public import SyncEngine
public import SyncRules

/// Objects that rules outwards make in simulated copies of forests, or delete there.
extension WorkspaceStore {
    /// How many objects wait to be made in the copy of a forest, and to be deleted from it, by class.
    public func copyObjectCounts(of connector: ConnectorID) async throws -> [PendingCount] {
        try await pool.read { try CopyObjectRows(database: $0).counts(of: connector) }
    }

    /// The objects of all copies that are wanted, in the order in which rules have asked for them.
    public func copyObjects(
        where isWanted: @escaping @Sendable (CopyObject) -> Bool
    ) async throws -> [CopyObject] {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            var found: [CopyObject] = []
            try CopyObjectRows(database: database).each { if isWanted($0) { found.append($0) } }
            return found
        }
    }

    /// What rules outwards have made or joined for metaverse objects in any forest, or want to make.
    public func copyObjects(of identifiers: [MetaverseID]) async throws -> [CopyObject] {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            let rows = CopyObjectRows(database: database)
            return try identifiers.flatMap { try rows.objects(of: $0) }
        }
    }

    /// How many objects the copy of a forest has besides those of the forest, by class.
    public func madeCounts(of connector: ConnectorID) async throws -> [String: Int] {
        try await pool.read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT c.class, count(*)" + CopyObjectRows.ofConnector + "AND c.state IN (1, 2) GROUP BY c.class",
                arguments: [connector.text]
            )
            return Dictionary(try rows.map { try ($0.value(0) as String, $0.value(1) as Int) }) { first, _ in first }
        }
    }

    /// What the copy of a forest has besides what the forest has, for an import of changes.
    public func madeObjects(of connector: ConnectorID) async throws -> MadeObjects {
        try await pool.read { [table] database in
            let rows = CopyObjectRows(database: database)
            guard try rows.exist(of: connector) else { return MadeObjects() }
            try AttributeRows.learn(table, database)
            return try rows.told(of: connector)
        }
    }

    /// At most so much of what waits to be made in the copy of a forest, or to be deleted from it, ascending by numbers behind one;
    /// each is linked to what it is, or was, made for.
    public func waitingCopyObjects(
        of connector: ConnectorID,
        after number: Int64,
        limit: Int
    ) async throws -> [WaitingWriteBack] {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT c.metaverse, c.anchor, c.class, c.entry, p.name, c.state, c.number, o.entry"
                    + CopyObjectRows.joined
                    + "WHERE p.connector = ? AND c.state IN (0, 2) AND c.number > ? ORDER BY c.number LIMIT ?",
                arguments: [connector.text, number, limit]
            )
            var waiting: [WaitingWriteBack] = []
            while let row = try rows.next() {
                var object = try CopyObjectRows.object(row, connector, row.value(4))
                object.link = try CopyObjectRows.identity(row)
                let isNew = try row.value(5) as Int64 == CopyObject.State.wanted.rawValue
                // What is there is shown as it is by now.
                let isRead = try !isNew && (row.value(7) as StoredBytes?) != nil
                let now = try isRead ? StoredValue.entry(row, at: 7) : object.entry
                waiting.append(WaitingWriteBack(isNew ? .add : .delete, of: object, now: now, number: try row.value(6)))
            }
            return waiting
        }
    }
}
