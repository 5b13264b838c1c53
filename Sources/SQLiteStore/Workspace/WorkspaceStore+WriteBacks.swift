import Directory
import GRDB
public import SyncEngine
public import SyncRules

/// What is to be written back to forests: to simulated copies of them, and never to the forests themselves.
extension WorkspaceStore {
    /// How much waits to be written back to a forest: objects by class, those as well that are to be made in its copy or deleted.
    public func writeBackCounts(of connector: ConnectorID) async throws -> [String: Int] {
        try await pool.read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT o.class, count(*)" + WriteBackRows.joined
                    + "WHERE w.state = 0 AND p.connector = ? GROUP BY o.class",
                arguments: [connector.text]
            )
            let listed: [(String, Int)] = try rows.map { try ($0.value(0), $0.value(1)) }
            var counts = Dictionary(listed) { first, _ in first }
            for kind in try CopyObjectRows(database: database).counts(of: connector) {
                counts[kind.objectClass.spelling, default: 0] &+= kind.count
            }
            return counts
        }
    }

    /// At most so much of what waits to be written back to a forest, ascending by the numbers of the objects behind one.
    public func writeBacks(
        of connector: ConnectorID,
        after number: Int64,
        limit: Int
    ) async throws -> [WaitingWriteBack] {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT o.number, o.anchor, o.class, o.entry, l.metaverse, p.name, w.attributes, w.merged, w.entry"
                    + WriteBackRows.joined + "LEFT JOIN space_link AS l ON l.object = o.number "
                    + "WHERE w.state = 0 AND w.object > ? AND p.connector = ? ORDER BY w.object LIMIT ?",
                arguments: [number, connector.text, limit]
            )
            var waiting: [WaitingWriteBack] = []
            while let row = try rows.next() {
                waiting.append(
                    WaitingWriteBack(
                        number: try row.value(0),
                        object: try SpaceSynchronization.object(row, connector, row.value(5)),
                        change: try WriteBackRows.writeBack(row, at: 6)
                    )
                )
            }
            return waiting
        }
    }

    /// Everything that is to be written back to a forest, whether it waits or is in its copy already, by the objects.
    public func heldWriteBacks(of connector: ConnectorID) async throws -> [ConnectorSpaceIdentity: HeldWriteBack] {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT o.anchor, p.name, w.state, w.attributes, w.merged, w.entry" + WriteBackRows.joined
                    + "WHERE p.connector = ?",
                arguments: [connector.text]
            )
            var held: [ConnectorSpaceIdentity: HeldWriteBack] = [:]
            while let row = try rows.next() {
                let identity = ConnectorSpaceIdentity(
                    connector: connector,
                    partition: try row.value(1),
                    anchor: StoredValue.bytes(row, at: 0)
                )
                guard let state = try HeldWriteBack.State(rawValue: row.value(2)) else {
                    throw StoreError(
                        .damaged,
                        "The store holds a write-back in a state that there is not. Restore it from a copy."
                    )
                }
                held[identity] = HeldWriteBack(change: try WriteBackRows.writeBack(row, at: 3), state: state)
            }
            return held
        }
    }

    /// The partitions of a connector that were imported, ascending; they may have no objects.
    public func partitions(of connector: ConnectorID) async throws -> [String] {
        try await pool.read { database in try SpaceRows.partitions(of: connector, database).keys.sorted() }
    }

    /// What waits to be written back to one object; nothing where nothing does.
    public func writeBack(to identity: ConnectorSpaceIdentity) async throws -> WriteBack? {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            let partitions = try SpaceRows.partitions(of: identity.connector, database)
            guard let partition = partitions[identity.partition],
                let number = try SpaceRows.number(of: identity, in: partition, database)
            else { return nil }
            return try WriteBackRows(database: database).writeBack(of: number)
        }
    }

    /// Whether what is to be written back to one object waits; where it does not, it has been written to the copy, and the
    /// object has not been worked out since.
    public func isWriteBackWaiting(to identity: ConnectorSpaceIdentity) async throws -> Bool {
        try await pool.read { database in
            let partitions = try SpaceRows.partitions(of: identity.connector, database)
            guard let partition = partitions[identity.partition],
                let number = try SpaceRows.number(of: identity, in: partition, database)
            else { return false }
            return try WriteBackRows(database: database).isWaiting(number)
        }
    }

    /// Writes everything that waits into the simulated copy of the forest, in one transaction; gives back how many objects
    /// changed.
    ///
    /// The connector space stays as it is: the next import reads the copy. `moment` is when that is, which is noted of objects that
    /// are made or deleted.
    public func writeBack(to connector: ConnectorID, at moment: String? = nil) async throws -> Int {
        try await pool.write { database in
            let rows = WriteBackRows(database: database)
            let waiting = try rows.waiting(of: connector)
            for number in waiting { try rows.copy(number) }
            return try waiting.count + CopyObjectRows(database: database).write(to: connector, at: moment)
        }
    }

    /// To how many objects of the copy of a forest something was written that no import has read yet, and how many were made or
    /// deleted there.
    public func unconfirmedWriteBacks(of connector: ConnectorID) async throws -> Int {
        try await pool.read { database in
            let written =
                try Int.fetchOne(
                    database,
                    sql: "SELECT count(*) FROM space_partition AS p CROSS JOIN forest_copy AS c "
                        + "ON c.partition = p.number AND c.unconfirmed = 1 WHERE p.connector = ?",
                    arguments: [connector.text]
                ) ?? 0
            let made = try Int.fetchOne(
                database,
                sql: "SELECT count(*)" + CopyObjectRows.ofConnector + "AND c.unread = 1",
                arguments: [connector.text]
            )
            return written + (made ?? 0)
        }
    }
}
