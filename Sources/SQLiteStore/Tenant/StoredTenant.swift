import CloudTenant
import Directory
import Foundation
import GRDB

/// The tenant's store inside of one access to the database.
struct StoredTenant: TenantWriting {
    let table: AttributeTable

    let database: Database
    /// The number of this transaction's changes; nothing where the store has no numbers yet.
    let number: Int64?
    /// Whether a value that has a holder stays with it: what an earlier version stored was unique by fewer rules.
    private let firstHolderStays: Bool

    init(_ database: Database, table: AttributeTable, firstHolderStays: Bool = false, revision: Int64?) {
        self.database = database
        self.table = table
        number = revision
        self.firstHolderStays = firstHolderStays
    }

    func state() throws -> TenantState {
        let statement = try database.cachedStatement(sql: "SELECT content FROM state")
        guard let content = try Data.fetchOne(statement) else { return TenantState() }
        return try StoredValue.json(TenantState.self, content)
    }

    func save(_ state: TenantState) throws {
        let statement = try database.cachedStatement(sql: "INSERT OR REPLACE INTO state (only, content) VALUES (1, ?)")
        try statement.execute(arguments: [try StoredValue.data(state)])
    }

    func object(_ id: TenantObjectID) throws -> TenantObject? {
        let statement = try database.cachedStatement(sql: "SELECT * FROM tenant_object WHERE id = ?")
        return try Row.fetchOne(statement, arguments: [Data(id.bytes)]).map(Self.object)
    }

    func object(anchor: String) throws -> TenantObject? {
        let statement = try database.cachedStatement(sql: "SELECT * FROM tenant_object WHERE anchor = ?")
        return try Row.fetchOne(statement, arguments: [anchor]).map(Self.object)
    }

    func holder(of key: UniqueKey) throws -> TenantObjectID? {
        let statement = try database.cachedStatement(sql: "SELECT object FROM unique_value WHERE value = ?")
        return try Data.fetchOne(statement, arguments: [Data(key.bytes)]).map { try Self.identity(Array($0)) }
    }

    func objects(_ selection: TenantSelection) throws -> [TenantObject] {
        let sql =
            "SELECT * FROM tenant_object WHERE \(Self.condition(selection)) ORDER BY anchor IS NULL, anchor, id"
        return try Row.fetchAll(database, sql: sql).map(Self.object)
    }

    func objects(_ selection: TenantSelection, after: TenantPlace?, limit: Int) throws -> [TenantObject] {
        let condition = Self.condition(selection)
        // In the order of an index of the selection's own, where it has one: most objects are in neither of them.
        let index =
            switch selection {
            case .present: ""
            case .deleted: "INDEXED BY tenant_object_deleted"
            case .attention: "INDEXED BY tenant_object_attention"
            }
        var found: [TenantObject] = []
        // Two walks along an index each: one order over both would sort everything first.
        if after == nil || after?.anchor != nil {
            found = try Row.fetchAll(
                database,
                sql: "SELECT * FROM tenant_object \(index) WHERE \(condition) AND anchor > ? ORDER BY anchor LIMIT ?",
                arguments: [after?.anchor ?? "", limit]
            ).map(Self.object)
        }
        guard found.count < limit else { return found }
        let last = after.flatMap { $0.anchor == nil ? Data($0.id.bytes) : nil } ?? Data()
        let rest = try Row.fetchAll(
            database,
            sql: "SELECT * FROM tenant_object \(index.isEmpty ? "INDEXED BY tenant_object_cloud" : index) "
                + "WHERE \(condition) AND anchor IS NULL AND id > ? ORDER BY id LIMIT ?",
            arguments: [last, limit - found.count]
        )
        return try found + rest.map(Self.object)
    }

    private static func condition(_ selection: TenantSelection) -> String {
        switch selection {
        case .present: "deleted IS NULL"
        case .deleted: "deleted IS NOT NULL"
        case .attention: "attention <> 0 AND deleted IS NULL"
        }
    }

    func counts() throws -> [AttributeName: TenantCount] {
        let sql = "SELECT class, total, deleted FROM tenant_count WHERE total > 0"
        return try Row.fetchAll(database, sql: sql).reduce(into: [:]) { counts, row in
            let (total, deleted): (Int, Int) = try (row.value("total"), row.value("deleted"))
            try counts[AttributeName(row.value("class") as String)] = TenantCount(
                present: total &- deleted,
                deleted: deleted
            )
        }
    }

    func keptBack() throws -> Int {
        try Int.fetchOne(database, sql: "SELECT coalesce(sum(kept), 0) FROM tenant_count") ?? 0
    }

    func departed(_ identity: String) throws -> Int? {
        let statement = try database.cachedStatement(sql: "SELECT count FROM departed WHERE identity = ?")
        return try Int.fetchOne(statement, arguments: [identity])
    }

    func put(_ object: TenantObject, replacing before: TenantObject?) throws {
        let old = before.map { UniqueKey.all(of: $0, table: table) } ?? []
        let new = UniqueKey.all(of: object, table: table)
        let release = try database.cachedStatement(sql: "DELETE FROM unique_value WHERE value = ? AND object = ?")
        for key in old.subtracting(new) { try release.execute(arguments: [Data(key.bytes), Data(object.id.bytes)]) }
        let claim = try database.cachedStatement(
            sql: "INSERT \(firstHolderStays ? "OR IGNORE " : "")INTO unique_value (value, object) VALUES (?, ?)"
        )
        for key in new.subtracting(old) { try claim.execute(arguments: [Data(key.bytes), Data(object.id.bytes)]) }
        // The first version of the table had no numbers, and what it holds is brought into it by this very function.
        let (column, value) = number == nil ? ("", "") : (", revision", ", ?")
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO tenant_object (id, anchor, class, generation, deleted, attention, details, entry\(column))
                VALUES (?, ?, ?, ?, ?, ?, ?, ?\(value))
                ON CONFLICT (id) DO UPDATE SET anchor = excluded.anchor, class = excluded.class,
                generation = excluded.generation, deleted = excluded.deleted, attention = excluded.attention,
                details = excluded.details, entry = excluded.entry\(number == nil ? "" : ", revision = excluded.revision")
                """
        )
        let isPlain = object.details == TenantObjectDetails()
        let values: [(any DatabaseValueConvertible)?] =
            [
                Data(object.id.bytes), object.anchor, object.objectClass.spelling, object.generation,
                object.deletedSince?.seconds,
                !object.details.needsAttention ? 0 : object.details.errors.isEmpty ? 1 : 2,
                isPlain ? nil : try StoredValue.data(object.details), Data(object.entry.bytes),
            ] + (number.map { [$0] } ?? [])
        try statement.execute(arguments: StatementArguments(values))
    }

    func remove(_ object: TenantObject) throws {
        for key in UniqueKey.all(of: object, table: table) {
            try database.execute(
                sql: "DELETE FROM unique_value WHERE value = ? AND object = ?",
                arguments: [Data(key.bytes), Data(object.id.bytes)]
            )
        }
        for identity in object.identities {
            try database.execute(
                sql: """
                    INSERT INTO departed (identity, count) VALUES (?, 1)
                    ON CONFLICT (identity) DO UPDATE SET count = count + 1
                    """,
                arguments: [identity]
            )
        }
        try database.execute(sql: "DELETE FROM tenant_object WHERE id = ?", arguments: [Data(object.id.bytes)])
        try database.execute(
            sql: "INSERT OR REPLACE INTO gone (id, class, revision, anchor) VALUES (?, ?, ?, ?)",
            arguments: [Data(object.id.bytes), object.objectClass.spelling, number, object.anchor]
        )
    }

    /// An object as the first version of the store had it.
    static func firstObject(_ row: Row) throws -> TenantObject {
        let anchor: String = try row.value("anchor")
        return TenantObject(
            id: TenantObjectID(anchor: anchor, generation: 0),
            objectClass: try AttributeName(row.value("class") as String),
            anchor: anchor,
            entry: try StoredValue.entry(row)
        )
    }

    static func object(_ row: Row) throws -> TenantObject {
        TenantObject(
            id: try identity(Array(row.value("id") as Data)),
            objectClass: try AttributeName(row.value("class") as String),
            anchor: try row.value("anchor"),
            generation: try row.value("generation"),
            entry: try StoredValue.entry(row),
            details: try (row.value("details") as Data?).map { try StoredValue.json(TenantObjectDetails.self, $0) }
                ?? .init(),
            deletedSince: try (row.value("deleted") as Int64?).map(TenantInstant.init(seconds:))
        )
    }

    static func identity(_ bytes: [UInt8]) throws -> TenantObjectID {
        guard let id = TenantObjectID(bytes: bytes) else {
            throw StoreError(.damaged, "The tenant's store holds an identity that is none. Restore it from a copy.")
        }
        return id
    }
}
