public import Directory
import GRDB
public import SyncEngine
public import SyncRules

extension WorkspaceStore {
    /// How much waits to be exported, by operation and class, in the order of the list; kept as rows change.
    public func pendingCounts(of connector: ConnectorID) async throws -> [PendingCount] {
        try await pool.read { try Self.pendingCounts(of: connector, $0) }
    }

    /// At most so many places behind one: of one operation, of one class, of names that begin so, where that is asked for.
    ///
    /// Each pair of operation and class is a stretch of one index, and nothing outside of the stretches is looked at.
    public func pendingPlaces(
        of connector: ConnectorID,
        operation: PendingExport.Operation? = nil,
        objectClass: AttributeName? = nil,
        beginning: String = "",
        after place: PendingPlace? = nil,
        limit: Int
    ) async throws -> [PendingPlace] {
        let beginning = ObjectLabel.searched(beginning)
        return try await pool.read { database in
            let stretches = try Self.pendingCounts(of: connector, database).filter {
                (operation == nil || $0.operation == operation) && (objectClass == nil || $0.objectClass == objectClass)
            }
            let statement = try database.cachedStatement(
                sql: "SELECT name, anchor FROM pending_export WHERE connector = ? AND rank = ? AND class = ? "
                    + "AND name < ? AND (name, anchor) > (?, ?) AND \(PendingRows.isLeft()) ORDER BY name, anchor LIMIT ?"
            )
            var found: [PendingPlace] = []
            for stretch in stretches where found.count < limit {
                let here = Self.order(stretch.operation, stretch.objectClass)
                var behind = (beginning, "")
                if let place {
                    let there = Self.order(place.operation, place.objectClass)
                    if here < there { continue }
                    if here == there { behind = (place.name, place.anchor) }
                }
                let rows = try Row.fetchAll(
                    statement,
                    arguments: [
                        connector.text, PendingPlace.rank(stretch.operation), stretch.objectClass.spelling,
                        ObjectLabel.end(of: beginning), behind.0, behind.1, limit - found.count,
                    ]
                )
                found += try rows.map {
                    PendingPlace(
                        operation: stretch.operation,
                        objectClass: stretch.objectClass,
                        name: try $0.value("name"),
                        anchor: try $0.value("anchor")
                    )
                }
            }
            return found
        }
    }

    /// The place of one source anchor; nothing where nothing waits for it.
    public func pendingPlace(of connector: ConnectorID, anchor: String) async throws -> PendingPlace? {
        try await pool.read { database in
            let row = try Row.fetchOne(
                database,
                sql:
                    "SELECT rank, class, name FROM pending_export WHERE connector = ? AND anchor = ? AND \(PendingRows.isLeft())",
                arguments: [connector.text, anchor]
            )
            return try row.map { try Self.place($0, anchor) }
        }
    }

    /// At most so many places behind an anchor, ascending by it: deletions, or everything else.
    public func pendingPlaces(
        of connector: ConnectorID,
        areDeletions: Bool,
        afterAnchor anchor: String?,
        limit: Int
    ) async throws -> [PendingPlace] {
        try await pool.read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT rank, class, name, anchor FROM pending_export WHERE connector = ? AND anchor > ? "
                    + "AND (rank = 0) = ? AND \(PendingRows.isLeft()) ORDER BY anchor LIMIT ?",
                arguments: [connector.text, anchor ?? "", areDeletions, limit]
            )
            return try rows.map { try Self.place($0, $0.value("anchor")) }
        }
    }

    /// Takes out of the list what the target has accepted since it was made; an export that was cut off leaves that to the
    /// next synchronization, and lists leave it out meanwhile.
    public func forgetDoneExports() async throws { try await pool.write { try PendingRows.forgetDone($0) } }

    private static func pendingCounts(of connector: ConnectorID, _ database: Database) throws -> [PendingCount] {
        try Row.fetchAll(
            database,
            sql: "SELECT rank, class, count FROM pending_count WHERE connector = ? AND count > 0 ORDER BY rank, class",
            arguments: [connector.text]
        ).map { row in
            PendingCount(
                operation: try Self.operation(row),
                objectClass: try AttributeName(row.value("class") as String),
                count: try row.value("count")
            )
        }
    }

    /// The place in a row of rank, class and name.
    private static func place(_ row: Row, _ anchor: String) throws -> PendingPlace {
        PendingPlace(
            operation: try operation(row),
            objectClass: try AttributeName(row.value("class") as String),
            name: try row.value("name"),
            anchor: anchor
        )
    }

    private static func operation(_ row: Row) throws -> PendingExport.Operation {
        let rank: Int = try row.value("rank")
        guard PendingPlace.order.indices.contains(rank) else {
            throw StoreError(.damaged, "The store lists an export of a kind that is unknown. Restore it from a copy.")
        }
        return PendingPlace.order[rank]
    }

    private static func order(_ operation: PendingExport.Operation, _ name: AttributeName) -> String {
        "\(PendingPlace.rank(operation))\(name.spelling)"
    }
}
