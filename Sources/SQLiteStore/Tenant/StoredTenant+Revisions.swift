import CloudTenant
import Directory
import Foundation
import GRDB

extension StoredTenant {
    /// The number of the last transaction that changed an object.
    static func lastRevision(_ database: Database) throws -> Int64 {
        let statement = try database.cachedStatement(
            sql: "SELECT max(coalesce((SELECT max(revision) FROM tenant_object), 0), "
                + "coalesce((SELECT max(revision) FROM gone), 0))"
        )
        return try Int64.fetchOne(statement) ?? 0
    }

    func revision() throws -> Int64 { try Self.lastRevision(database) }

    func page(_ page: TenantPage) throws -> [TenantObject] {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT * FROM tenant_object WHERE id > ? AND class = ? COLLATE NOCASE AND deleted IS NULL "
                + "ORDER BY id LIMIT ?",
            arguments: [Data(page.after?.bytes ?? []), page.objectClass.spelling, page.limit]
        )
        return try rows.map(Self.object)
    }

    func revisions(
        of objectClass: AttributeName,
        after place: TenantRevision.Place,
        limit: Int
    ) throws -> [TenantRevision] {
        let condition =
            place.id == nil
            ? "revision > :number" : "(revision = :number AND id > :id OR revision > :number)"
        let arguments: StatementArguments = [
            "number": place.revision, "id": place.id.map { Data($0.bytes) }, "class": objectClass.spelling,
            "limit": limit,
        ]
        func rows(_ table: String) throws -> [Row] {
            let sql = """
                SELECT * FROM \(table) WHERE \(condition) AND class = :class COLLATE NOCASE AND :id IS :id
                ORDER BY revision, id LIMIT :limit
                """
            return try Row.fetchAll(database, sql: sql, arguments: arguments)
        }
        let present = try rows("tenant_object").map { row in
            TenantRevision(try Self.object(row), revision: try row.value("revision"))
        }
        let gone = try rows("gone").map { row in
            TenantRevision(
                gone: try Self.identity(Array(row.value("id") as Data)),
                revision: try row.value("revision"),
                anchor: try row.value("anchor")
            )
        }
        return Array((present + gone).sorted { ($0.revision, $0.id) < ($1.revision, $1.id) }.prefix(limit))
    }

    func formers(at now: TenantInstant) throws -> [FormerObject] {
        // The eldest of those that still count: what readers saw before the first change that they do not see.
        let sql = """
            SELECT * FROM former AS one WHERE until > ? AND NOT EXISTS (
                SELECT 1 FROM former AS elder WHERE elder.id = one.id AND elder.revision < one.revision AND elder.until > ?
            ) ORDER BY id
            """
        return try Row.fetchAll(database, sql: sql, arguments: [now.seconds, now.seconds]).map { row in
            FormerObject(
                id: try Self.identity(Array(row.value("id") as Data)),
                revision: try row.value("revision"),
                until: try TenantInstant(seconds: row.value("until")),
                object: try (row.value("entry") as Data?) == nil ? nil : try Self.object(row)
            )
        }
    }

    func keep(_ former: TenantObject?, as id: TenantObjectID, until: TenantInstant) throws {
        // The first state of a transaction is the one that readers saw.
        try database.execute(
            sql: """
                INSERT OR IGNORE INTO former (id, revision, until, anchor, class, generation, deleted, details, entry)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                Data(id.bytes), number, until.seconds, former?.anchor, former?.objectClass.spelling, former?.generation,
                former?.deletedSince?.seconds, try former.map { try StoredValue.data($0.details) },
                former.map { Data($0.entry.bytes) },
            ]
        )
    }
}
