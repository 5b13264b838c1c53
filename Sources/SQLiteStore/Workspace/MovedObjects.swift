import Directory
import GRDB
import SyncEngine
import SyncRules

/// Objects that have come to a partition from another one of the same connector.
///
/// The domains of a forest are one connector space, and an object with an anchor is the same one in each of them: what belongs
/// to it goes with it, and where it was it is no more.
struct MovedObjects {
    let database: Database
    let table: AttributeTable
    let digest: EntryDigest

    /// Settles what is new in a partition, with numbers above one; gives the numbers that objects had where they come from.
    ///
    /// Where many are new, they are looked for by those that others have: two indexes are walked in their order.
    @discardableResult
    func settle(in partition: Int64, after last: Int64, areMany: Bool) throws -> [Int64] {
        let rows = try Row.fetchAll(
            database,
            sql: areMany ? Self.byOthers : Self.byNew,
            arguments: ["partition": partition, "last": last]
        )
        guard !rows.isEmpty else { return [] }
        var writer = try SpaceWriter(table, database)
        var former: [Int64] = []
        for row in rows {
            let (new, old): (Int64, Int64) = (try row.value(0), try row.value(1))
            try moveCopy(of: old, to: new, &writer)
            for sql in Self.belongings {
                try database.cachedStatement(sql: sql).execute(arguments: ["new": new, "old": old])
            }
            try writer.delete(old)
            former.append(old)
        }
        try writer.finish()
        return former
    }

    private static let byNew = """
        SELECT n.number, o.number FROM space_object AS n
            CROSS JOIN space_partition AS own ON own.number = n.partition
            CROSS JOIN space_partition AS p ON p.connector = own.connector AND p.number <> own.number
            CROSS JOIN space_object AS o ON o.partition = p.number AND o.anchor = n.anchor
            WHERE n.number > :last AND +n.partition = :partition AND +o.number < n.number ORDER BY n.number
        """

    private static let byOthers = """
        SELECT n.number, o.number FROM space_partition AS own
            CROSS JOIN space_partition AS p ON p.connector = own.connector AND p.number <> own.number
            CROSS JOIN space_object AS o ON o.partition = p.number
            CROSS JOIN space_object AS n ON n.partition = own.number AND n.anchor = o.anchor
            WHERE own.number = :partition AND +n.number > :last AND +o.number < n.number ORDER BY n.number
        """

    /// The link, what is to be written back, and what rules outwards have joined; the import has read what was written.
    private static let belongings = [
        "UPDATE OR REPLACE space_link SET object = :new WHERE object = :old",
        "UPDATE OR REPLACE write_back SET object = :new, state = CASE state WHEN 1 THEN 2 ELSE state END "
            + "WHERE object = :old",
        "UPDATE OR IGNORE copy_object SET partition = (SELECT partition FROM space_object WHERE number = :new) "
            + "WHERE state = 4 AND (partition, anchor) = "
            + "(SELECT partition, anchor FROM space_object WHERE number = :old)",
    ]

    /// Lays over an object what was written to the copy of its forest where it was.
    private func moveCopy(of old: Int64, to new: Int64, _ writer: inout SpaceWriter) throws {
        let copies = CopyRows(database: database)
        let place = try database.cachedStatement(sql: "SELECT partition, anchor FROM space_object WHERE number = ?")
        let before = try place.first([old]) { row in
            try copies.change(try row.value(0), StoredValue.bytes(row, at: 1))
        }
        guard case .some(.some(let change)) = before else { return }
        let statement = try database.cachedStatement(
            sql: "SELECT o.number, o.anchor, o.class, o.entry, p.connector, p.name, o.partition FROM space_object AS o "
                + "JOIN space_partition AS p ON p.number = o.partition WHERE o.number = ?"
        )
        let found = try statement.first([new]) { row in
            (
                object: try SpaceSynchronization.object(
                    row,
                    ConnectorID(try row.value(4)),
                    try row.value(5),
                    link: nil
                ),
                partition: try row.value(6) as Int64
            )
        }
        guard let (object, partition) = found else { return }
        let copy = ConnectorSpaceObject(
            identity: object.identity,
            objectClass: object.objectClass,
            entry: change.applied(to: object.entry)
        )
        try writer.update(new, copy, digest.digest(copy.entry, class: copy.objectClass))
        let now = change.rebased(on: object.entry)
        try copies.put(now, partition, object.identity.anchor, isUnconfirmed: false)
    }
}
