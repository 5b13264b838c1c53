import Directory
import Foundation
import GRDB
import SyncEngine

/// Writes rows of connector spaces, and how many of each class there are beside them.
///
/// Whoever writes ends with `finish`. Statements fail where they are (`OR FAIL`) instead of taking back what their triggers
/// did: for that SQLite would copy every page of 16 KiB before each row, and whoever meets the error takes all back anyway.
struct SpaceWriter {
    private struct ClassKey: Hashable {
        let partition: Int64
        let objectClass: String
    }

    private let database: Database
    private let label: ObjectLabel
    private let insertion: LendingStatement
    private let replacement: Statement
    /// Whether linked objects have gone that no synchronization has missed yet.
    private let mayReturn: Bool
    /// How many more there are than before.
    private var differences: [ClassKey: Int] = [:]

    init(_ table: AttributeTable, _ database: Database) throws {
        self.database = database
        label = ObjectLabel(table)
        insertion = LendingStatement(
            "INSERT OR FAIL INTO space_object (partition, anchor, class, fingerprint, entry, label) "
                + "VALUES (?, ?, ?, ?, ?, ?)",
            database
        )
        replacement = try database.cachedStatement(
            sql: "UPDATE OR FAIL space_object SET class = ?, fingerprint = ?, entry = ?, label = ? WHERE number = ?"
        )
        let former = try database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM space_former)")
        mayReturn = try Bool.fetchOne(former) ?? false
    }

    mutating func insert(_ object: ConnectorSpaceObject, _ fingerprint: UInt64, into partition: Int64) throws {
        let spelling = object.objectClass.spelling
        try object.identity.anchor.withUnsafeBytes { anchor in
            try object.entry.bytes.withUnsafeBytes { entry in
                try insertion.write { values in
                    try values.bind(1, partition)
                    try values.bind(2, lent: anchor)
                    try values.bind(3, spelling)
                    try values.bind(4, Int64(bitPattern: fingerprint))
                    try values.bind(5, lent: entry)
                    try values.bind(6, label.searched(of: object.entry))
                }
            }
        }
        differences[ClassKey(partition: partition, objectClass: spelling), default: 0] += 1
        if mayReturn { try relink(object.identity.anchor, in: partition) }
    }

    /// Links the object that was just inserted to what it was linked to, where it had gone and nothing was synchronized since;
    /// it may have been in another partition of the connector.
    private func relink(_ anchor: [UInt8], in partition: Int64) throws {
        let number = database.lastInsertedRowID
        let statement = try database.cachedStatement(
            sql: "INSERT OR IGNORE INTO space_link (object, metaverse) "
                + "SELECT ?, f.metaverse FROM space_partition AS own "
                + "CROSS JOIN space_partition AS p ON p.connector = own.connector "
                + "CROSS JOIN space_former AS f ON f.partition = p.number AND f.anchor = ? "
                + "WHERE own.number = ? ORDER BY p.number <> own.number, p.number LIMIT 1"
        )
        try statement.execute(arguments: [number, Data(anchor), partition])
    }

    /// Says whether the object got another name by it.
    @discardableResult
    mutating func update(_ number: Int64, _ object: ConnectorSpaceObject, _ fingerprint: UInt64) throws -> Bool {
        let before = try self.before(number)
        let spelling = object.objectClass.spelling
        try replacement.execute(arguments: [
            spelling, Int64(bitPattern: fingerprint), Data(object.entry.bytes), label.searched(of: object.entry),
            number,
        ])
        guard let before else { return true }
        if before.key.objectClass != spelling {
            differences[before.key, default: 0] -= 1
            differences[ClassKey(partition: before.key.partition, objectClass: spelling), default: 0] += 1
        }
        return before.entry.dn != object.entry.dn
    }

    /// Deletes an object; one that is lost is noted, so that the guard before imports counts it.
    mutating func delete(_ number: Int64, isLost: Bool = false) throws {
        if isLost { try noteLost(number) }
        if let before = try classKey(of: number) { differences[before, default: 0] -= 1 }
        let former = try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO space_former (partition, anchor, metaverse) "
                + "SELECT o.partition, o.anchor, l.metaverse FROM space_object AS o "
                + "JOIN space_link AS l ON l.object = o.number WHERE o.number = ?"
        )
        try former.execute(arguments: [number])
        try database.cachedStatement(sql: "DELETE FROM space_object WHERE number = ?").execute(arguments: [number])
        try database.cachedStatement(sql: "DELETE FROM space_link WHERE object = ?").execute(arguments: [number])
    }

    /// Notes what a connector loses.
    ///
    /// Not what the simulated copy of the forest had besides, and not what came after somebody last looked: that was never counted.
    /// Linked objects were there in the last synchronization, and so they were counted.
    private func noteLost(_ number: Int64) throws {
        let entry = try database.cachedStatement(sql: "SELECT entry FROM space_object WHERE number = ?")
        let name = try Row.fetchOne(entry, arguments: [number]).map { try StoredValue.entry($0, at: 0).dn }
        guard let name else { return }
        // What has gone, come back and gone again is counted where it was at first.
        let note = try database.cachedStatement(
            sql: "INSERT OR IGNORE INTO import_gone (connector, anchor, class, container) "
                + "SELECT p.connector, o.anchor, o.class, ? FROM space_object AS o "
                + "CROSS JOIN space_partition AS p ON p.number = o.partition WHERE o.number = ? "
                + "AND (EXISTS (SELECT 1 FROM space_link AS l WHERE l.object = o.number) "
                + "OR NOT EXISTS (SELECT 1 FROM unchecked_import AS u WHERE u.connector = p.connector)) "
                + "AND NOT EXISTS (SELECT 1 FROM copy_object AS c WHERE c.partition = o.partition "
                + "AND c.anchor = o.anchor AND c.state IN (1, 2, 3))"
        )
        try note.execute(arguments: [ObjectTally.container(of: name), number])
    }

    /// Brings the counts of classes up to date.
    mutating func finish() throws {
        let changed = differences.filter { $0.value != 0 }.sorted { left, right in
            (left.key.partition, left.key.objectClass) < (right.key.partition, right.key.objectClass)
        }
        differences = [:]
        guard !changed.isEmpty else { return }
        let statement = try database.cachedStatement(
            sql: "INSERT INTO space_class (partition, class, count) VALUES (?, ?, ?) "
                + "ON CONFLICT (partition, class) DO UPDATE SET count = count + excluded.count"
        )
        for (key, difference) in changed {
            try statement.execute(arguments: [key.partition, key.objectClass, difference])
        }
        try database.cachedStatement(sql: "DELETE FROM space_class WHERE count = 0").execute()
    }

    private func before(_ number: Int64) throws -> (key: ClassKey, entry: PackedEntry)? {
        let statement = try database.cachedStatement(
            sql: "SELECT partition, class, entry FROM space_object WHERE number = ?"
        )
        return try Row.fetchOne(statement, arguments: [number]).map { row in
            (try ClassKey(partition: row.value(0), objectClass: row.value(1)), try StoredValue.entry(row, at: 2))
        }
    }

    private func classKey(of number: Int64) throws -> ClassKey? {
        let statement = try database.cachedStatement(sql: "SELECT partition, class FROM space_object WHERE number = ?")
        return try Row.fetchOne(statement, arguments: [number]).map {
            try ClassKey(partition: $0.value(0), objectClass: $0.value(1))
        }
    }
}
