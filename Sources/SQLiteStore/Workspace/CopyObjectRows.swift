import Directory
import Foundation
import GRDB
import SyncEngine
import SyncRules

/// The rows of objects that rules outwards have made in simulated copies of forests, or joined there, inside of a transaction.
struct CopyObjectRows {
    let database: Database

    /// What follows a list of columns to get objects (`c`) with their partitions (`p`), and with the connector space objects that
    /// they are (`o`), where an import has brought them.
    static let joined =
        " FROM copy_object AS c CROSS JOIN space_partition AS p ON p.number = c.partition "
        + "LEFT JOIN space_object AS o ON o.partition = c.partition AND o.anchor = c.anchor "

    /// The same for the objects of a connector, which is the first argument.
    static let ofConnector =
        " FROM space_partition AS p CROSS JOIN copy_object AS c ON c.partition = p.number WHERE p.connector = ? "

    /// What is added to a condition on connector space objects so that those are left out that the copy has besides.
    static let notMade =
        " AND NOT EXISTS (SELECT 1 FROM copy_object AS c WHERE c.partition = space_object.partition "
        + "AND c.anchor = space_object.anchor AND c.state IN (1, 2, 3))"

    func exist(of connector: ConnectorID) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: "SELECT EXISTS (SELECT 1" + Self.ofConnector + ")",
            arguments: [connector.text]
        ) ?? false
    }

    /// Whether the copy has had objects besides those of the forest, and an import may know of them.
    func hasMade(of connector: ConnectorID) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: "SELECT EXISTS (SELECT 1" + Self.ofConnector + "AND c.state IN (1, 2, 3))",
            arguments: [connector.text]
        ) ?? false
    }

    func owners(of connector: ConnectorID) throws -> [MetaverseID] {
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT c.metaverse" + Self.ofConnector,
            arguments: [connector.text]
        )
        var owners: [MetaverseID] = []
        while let row = try rows.next() { owners.append(try Self.identity(row)) }
        return owners
    }

    func object(of metaverse: MetaverseID, in connector: ConnectorID) throws -> CopyObject? {
        let statement = try database.cachedStatement(sql: Self.copies + "WHERE c.metaverse = ? AND p.connector = ?")
        return try statement.first([Data(metaverse.bytes), connector.text], Self.copy)
    }

    /// All that were made, joined, or are to be made for a metaverse object, in the order of their numbers.
    func objects(of metaverse: MetaverseID) throws -> [CopyObject] {
        let statement = try database.cachedStatement(sql: Self.copies + "WHERE c.metaverse = ? ORDER BY c.number")
        return try Row.fetchAll(statement, arguments: [Data(metaverse.bytes)]).map(Self.copy)
    }

    /// Lends all of them, in the order of their numbers.
    func each(_ body: (CopyObject) throws -> Void) throws {
        let rows = try Row.fetchCursor(database, sql: Self.copies + "ORDER BY c.number")
        while let row = try rows.next() { try body(Self.copy(row)) }
    }

    /// The objects with everything that is known of them, for a condition or an order behind it.
    private static let copies =
        "SELECT c.metaverse, c.anchor, c.class, c.entry, p.name, c.state, o.number, c.since, p.connector" + joined

    private static func copy(_ row: Row) throws -> CopyObject {
        guard let state = try CopyObject.State(rawValue: row.value(5)) else { throw damaged }
        return CopyObject(
            metaverse: try identity(row),
            object: try object(row, ConnectorID(row.value(8)), row.value(4)),
            state: state,
            number: try row.value(6),
            since: try row.value(7)
        )
    }

    /// For whom an object of a name was made, or is to be made; what was deleted has no name any more.
    func owner(named name: String, in connector: ConnectorID) throws -> MetaverseID? {
        let statement = try database.cachedStatement(
            sql: "SELECT c.metaverse FROM copy_object AS c CROSS JOIN space_partition AS p ON p.number = c.partition "
                + "WHERE c.name = ? AND c.state IN (0, 1, 2) AND p.connector = ?"
        )
        return try statement.first([StoredValue.text(name), connector.text]) { try Self.identity($0) }
    }

    /// Puts what is made or joined for a metaverse object in place of what was; whether an import has read it stays.
    func put(_ object: CopyObject?, of metaverse: MetaverseID, in connector: ConnectorID) throws {
        let partition = try object.map {
            try SpaceRows.partition($0.object.identity.partition, of: connector, database)
        }
        try database.cachedStatement(
            sql: "DELETE FROM copy_object WHERE metaverse = ? AND (partition IS NOT ? OR anchor IS NOT ?) "
                + "AND partition IN (SELECT number FROM space_partition WHERE connector = ?)"
        ).execute(arguments: [
            Data(metaverse.bytes), partition, object.map { Data($0.object.identity.anchor) }, connector.text,
        ])
        guard let object, let partition else { return }
        let entry = object.object.entry
        try database.cachedStatement(
            sql: "INSERT INTO copy_object (partition, anchor, metaverse, class, name, entry, state) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (partition, anchor) DO UPDATE SET "
                + "metaverse = excluded.metaverse, class = excluded.class, name = excluded.name, "
                + "entry = excluded.entry, state = excluded.state"
        ).execute(arguments: [
            partition, Data(object.object.identity.anchor), Data(metaverse.bytes),
            object.object.objectClass.spelling, StoredValue.text(Self.compared(entry.dn)), Data(entry.bytes),
            object.state.rawValue,
        ])
    }

    /// The numbers of the connector space objects whose links rules outwards hold.
    func held(of connector: ConnectorID) throws -> Set<Int64> {
        try Int64.fetchSet(
            database,
            sql: "SELECT o.number FROM space_partition AS p CROSS JOIN copy_object AS c ON c.partition = p.number "
                + "CROSS JOIN space_object AS o ON o.partition = c.partition AND o.anchor = c.anchor "
                + "WHERE p.connector = ? AND c.state <> 0",
            arguments: [connector.text]
        )
    }

    /// The attributes that a connector space object was made with; none where the forest has it.
    func attributes(of number: Int64) throws -> [AttributeID] {
        let statement = try database.cachedStatement(
            sql: "SELECT c.entry FROM space_object AS o CROSS JOIN copy_object AS c "
                + "ON c.partition = o.partition AND c.anchor = o.anchor WHERE o.number = ? AND c.state IN (1, 2)"
        )
        return try statement.first([number]) { try StoredValue.entry($0, at: 0).attributes } ?? []
    }

    // MARK: Imports

    /// What the copy of a partition has besides what the forest has.
    func made(of partition: Int64, _ name: String, _ connector: ConnectorID) throws -> MadeObjects {
        var made = MadeObjects()
        made.isUnread =
            try Bool.fetchOne(
                database,
                sql: "SELECT EXISTS (SELECT 1 FROM copy_object WHERE partition = ? AND unread = 1)",
                arguments: [partition]
            ) ?? false
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT metaverse, anchor, class, entry, state FROM copy_object WHERE partition = ? "
                + "AND state IN (1, 2, 3) ORDER BY anchor",
            arguments: [partition]
        )
        while let row = try rows.next() {
            guard try row.value(4) as Int64 == CopyObject.State.deleted.rawValue else {
                made.objects.append(try Self.object(row, connector, name))
                continue
            }
            let anchor = StoredValue.bytes(row, at: 1)
            made.deleted.append(ConnectorSpaceIdentity(connector: connector, partition: name, anchor: anchor))
        }
        return made
    }

    /// What an import of changes has to know of the copy of a forest.
    func told(of connector: ConnectorID) throws -> MadeObjects {
        var made = MadeObjects()
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT c.metaverse, c.anchor, c.class, c.entry, p.name, c.state, c.unread" + Self.ofConnector
                + "AND c.state IN (1, 2, 3) ORDER BY c.partition, c.anchor",
            arguments: [connector.text]
        )
        while let row = try rows.next() {
            let identity = ConnectorSpaceIdentity(
                connector: connector,
                partition: try row.value(4),
                anchor: StoredValue.bytes(row, at: 1)
            )
            if try row.value(5) as Int64 == CopyObject.State.deleted.rawValue {
                made.deleted.append(identity)
                continue
            }
            made.known.insert(identity)
            if try row.value(6) as Bool { made.objects.append(try Self.object(row, connector, identity.partition)) }
        }
        made.isUnread = !(made.objects.isEmpty && made.deleted.isEmpty)
        return made
    }

    /// Notes that an import has read the copy of a partition: what is new there is linked to what it was made for, as long as that
    /// is there.
    func confirm(_ partition: Int64) throws {
        let isUnread = try Bool.fetchOne(
            database,
            sql: "SELECT EXISTS (SELECT 1 FROM copy_object WHERE partition = ? AND unread = 1)",
            arguments: [partition]
        )
        guard isUnread == true else { return }
        try database.execute(
            sql: "INSERT OR IGNORE INTO space_link (object, metaverse) SELECT o.number, c.metaverse "
                + "FROM copy_object AS c CROSS JOIN space_object AS o ON o.partition = c.partition AND o.anchor = c.anchor "
                + "WHERE c.partition = ? AND c.unread = 1 AND c.state IN (1, 2) "
                + "AND EXISTS (SELECT 1 FROM metaverse_object AS m WHERE m.identifier = c.metaverse)",
            arguments: [partition]
        )
        try database.execute(
            sql: "DELETE FROM copy_object WHERE partition = ? AND unread = 1 AND state = 3",
            arguments: [partition]
        )
        try database.execute(
            sql: "UPDATE copy_object SET unread = 0 WHERE partition = ? AND unread = 1",
            arguments: [partition]
        )
    }

    // MARK: Exports

    /// How many objects wait to be made or deleted, by class.
    func counts(of connector: ConnectorID) throws -> [PendingCount] {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT c.state, c.class, count(*)" + Self.ofConnector
                + "AND c.state IN (0, 2) GROUP BY c.state, c.class ORDER BY c.state, c.class",
            arguments: [connector.text]
        )
        return try rows.map { row in
            PendingCount(
                operation: try row.value(0) as Int64 == CopyObject.State.wanted.rawValue ? .add : .delete,
                objectClass: try AttributeName(row.value(1) as String),
                count: try row.value(2)
            )
        }
    }

    /// Makes in the copy of a forest what waits to be made, and deletes from it what waits for that; gives back how many objects
    /// there were; `moment` is when that is.
    func write(to connector: ConnectorID, at moment: String?) throws -> Int {
        var count = 0
        let steps: [(before: CopyObject.State, after: CopyObject.State)] = [(.unwanted, .deleted), (.wanted, .made)]
        for step in steps {
            try database.execute(
                sql: "UPDATE copy_object SET state = ?, unread = 1, since = ? WHERE state = ? "
                    + "AND partition IN (SELECT number FROM space_partition WHERE connector = ?)",
                arguments: [step.after.rawValue, moment, step.before.rawValue, connector.text]
            )
            count += database.changesCount
        }
        return count
    }

    // MARK: Values

    /// The object in a row of metaverse object, anchor, class and entry.
    static func object(_ row: Row, _ connector: ConnectorID, _ partition: String) throws -> ConnectorSpaceObject {
        try SpaceSynchronization.object(row, connector, partition, link: nil)
    }

    /// The metaverse object in a row that begins with it.
    static func identity(_ row: Row) throws -> MetaverseID {
        guard let owner = StoredValue.identity(row, at: 0) else { throw damaged }
        return owner
    }

    /// A name as names are compared.
    private static func compared(_ name: String) -> String {
        DistinguishedName(name)?.normalized ?? ASCII.lowercased(name)
    }

    private static let damaged = StoreError(
        .damaged,
        "The store holds an object of a forest's copy that cannot be read. Restore it from a copy."
    )
}
