import Directory
import Foundation
import GRDB
import SyncEngine
import SyncRules

/// A synchronization over the rows of a store, inside of one transaction of its.
struct SpaceSynchronization: SynchronizationTransaction {
    let digest: EntryDigest
    let database: Database
    let images: ImageRows
    let fill: FirstFill?
    let pending: PendingRows
    let recent = RecentObjects()
    private let links: LendingStatement
    private let objects: LendingStatement

    init(digest: EntryDigest, database: Database, images: ImageRows, fill: FirstFill?, pending: PendingRows) {
        (self.digest, self.database, self.images, self.fill, self.pending) = (digest, database, images, fill, pending)
        links = LendingStatement(
            "INSERT INTO space_link (object, metaverse) VALUES (?, ?) "
                + "ON CONFLICT (object) DO UPDATE SET metaverse = excluded.metaverse",
            database
        )
        objects = LendingStatement(
            "INSERT INTO metaverse_object (identifier, class, entry) VALUES (?, ?, ?) "
                + "ON CONFLICT (identifier) DO UPDATE SET class = excluded.class, entry = excluded.entry",
            database
        )
    }

    private static let columns =
        "SELECT number, anchor, class, entry, metaverse FROM space_object "
        + "LEFT JOIN space_link ON object = number "

    /// How much of the file is held while a run looks at a few objects, in KiB: it comes to each once or twice in a row, and
    /// memory that nobody has touched yet costs as much as the page that is read into it.
    private static let cacheOfFew = 16_384

    func expectFew() throws {
        try database.execute(sql: "PRAGMA cache_size = -\(Self.cacheOfFew)")
        recent.begin()
    }

    func count(of connector: ConnectorID) throws -> Int {
        // In a damaged store the counts may be anything.
        try Int.fetchAll(
            database,
            sql: "SELECT count FROM space_class JOIN space_partition AS p ON p.number = partition WHERE connector = ?",
            arguments: [connector.text]
        ).reduce(0) { $0.addingReportingOverflow($1).partialValue }
    }

    func hasObjects(of connector: ConnectorID) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: "SELECT EXISTS (SELECT 1 FROM space_partition AS p CROSS JOIN space_object AS o "
                + "ON o.partition = p.number WHERE p.connector = ?)",
            arguments: [connector.text]
        ) ?? false
    }

    func partitions(of connector: ConnectorID) throws -> [String] {
        try SpaceRows.partitions(of: connector, database).keys.sorted()
    }

    func eachObject(
        of connector: ConnectorID,
        _ body: (_ number: Int64, _ object: ConnectorSpaceObject) throws -> Void
    ) throws {
        recent.letGo()
        for (name, number) in try SpaceRows.partitions(of: connector, database).sorted(by: { $0.value < $1.value }) {
            // In the order of numbers, which is the order in which they lie in the file.
            let rows = try Row.fetchCursor(
                database,
                sql: Self.columns + "WHERE +partition = ? ORDER BY number",
                arguments: [number]
            )
            while let row = try rows.next() { try body(row.value(0), try Self.object(row, connector, name)) }
        }
    }

    func object(_ number: Int64, of connector: ConnectorID) throws -> ConnectorSpaceObject {
        if let object = recent.object(number) { return object }
        let statement = try database.cachedStatement(
            sql: "SELECT o.number, anchor, class, entry, metaverse, name FROM space_object AS o "
                + "JOIN space_partition AS p ON p.number = partition LEFT JOIN space_link ON object = o.number WHERE o.number = ?"
        )
        let object = try statement.first([number]) { try Self.object($0, connector, $0.value(5)) }
        guard let object else { throw StoreError(.damaged, "The store has lost an object in the middle of a run.") }
        recent.keep(number, object)
        return object
    }

    /// The object in a row of number, anchor, class, entry and link.
    static func object(_ row: Row, _ connector: ConnectorID, _ partition: String) throws -> ConnectorSpaceObject {
        try object(row, connector, partition, link: StoredValue.identity(row, at: 4))
    }

    /// The object in a row of whatever stands before anchor, class and entry.
    static func object(
        _ row: Row,
        _ connector: ConnectorID,
        _ partition: String,
        link: MetaverseID?
    ) throws -> ConnectorSpaceObject {
        ConnectorSpaceObject(
            identity: ConnectorSpaceIdentity(
                connector: connector,
                partition: partition,
                anchor: StoredValue.bytes(row, at: 1)
            ),
            objectClass: try AttributeName(row.value(2) as String),
            entry: try StoredValue.entry(row, at: 3),
            link: link
        )
    }

    func link(_ number: Int64, of connector: ConnectorID, to metaverse: MetaverseID?) throws {
        recent.forget(number)
        guard let metaverse else {
            return try database.cachedStatement(sql: "DELETE FROM space_link WHERE object = ?")
                .execute(arguments: [number])
        }
        try metaverse.withBytes { identifier in
            try links.write { values in
                try values.bind(1, number)
                try values.bind(2, lent: identifier)
            }
        }
    }

    func eachMetaverseObject(_ body: (MetaverseObject) throws -> Void) throws {
        let rows = try Row.fetchCursor(database, sql: "SELECT identifier, class, entry FROM metaverse_object")
        while let row = try rows.next() { try body(try Self.metaverseObject(row)) }
    }

    func metaverseIdentities() throws -> [MetaverseID] {
        try Self.identities(try Row.fetchCursor(database, sql: "SELECT identifier FROM metaverse_object"))
    }

    func metaverseClass(_ identifier: MetaverseID) throws -> AttributeName? {
        if let object = recent.metaverseObject(identifier) { return object.objectClass }
        let statement = try database.cachedStatement(sql: "SELECT class FROM metaverse_object WHERE identifier = ?")
        return try statement.first([Data(identifier.bytes)]) { try AttributeName($0.value(0) as String) }
    }

    func metaverseObject(_ identifier: MetaverseID) throws -> MetaverseObject? {
        if let object = recent.metaverseObject(identifier) { return object }
        let statement = try database.cachedStatement(
            sql: "SELECT identifier, class, entry FROM metaverse_object WHERE identifier = ?"
        )
        guard let object = try statement.first([Data(identifier.bytes)], Self.metaverseObject) else { return nil }
        recent.keep(object)
        return object
    }

    func put(_ object: MetaverseObject) throws {
        try object.identifier.withBytes { identifier in
            try object.entry.bytes.withUnsafeBytes { entry in
                try objects.write { values in
                    try values.bind(1, lent: identifier)
                    try values.bind(2, object.objectClass.spelling)
                    try values.bind(3, lent: entry)
                }
            }
        }
        recent.keep(object)
    }

    func removeMetaverseObject(_ identifier: MetaverseID) throws {
        recent.forget(identifier)
        try database.cachedStatement(sql: "DELETE FROM metaverse_object WHERE identifier = ?")
            .execute(arguments: [Data(identifier.bytes)])
    }

    func eachAcceptedImage(for connector: ConnectorID, _ body: (MetaverseID, String) throws -> Void) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT i.metaverse, a.anchor FROM accepted AS a CROSS JOIN image AS i "
                + "ON i.wanted = 1 AND i.connector = a.connector AND i.anchor = a.anchor WHERE a.connector = ?",
            arguments: [connector.text]
        )
        while let row = try rows.next() {
            guard let metaverse = StoredValue.identity(row, at: 0) else { continue }
            try body(metaverse, row.value(1))
        }
    }

    func acceptedImage(anchor: String, of metaverse: MetaverseID, for connector: ConnectorID) throws -> ExportImage? {
        // Before the first export each new device would be looked for.
        guard images.isAnyAccepted else { return nil }
        let rows = ImageRows.State.accepted.rows
        let statement = try database.cachedStatement(sql: "SELECT * FROM \(rows) AND anchor = ?")
        return try Row.fetchOne(statement, arguments: [connector.text, anchor]).map { row in
            try ImageRows.image(row, connector)
        }
    }

    func put(_ image: ExportImage, inPlaceOf before: ExportImage?) throws {
        // An image is found by its anchor: one with another anchor would stay beside the new one.
        if let before, before.anchor != image.anchor {
            try removeImage(of: before.metaverse, for: before.connector)
        }
        if let loser = try images.want(image, inPlaceOf: before) {
            recent.forget(RecentObjects.ImageOwner(connector: image.connector, metaverse: loser))
        }
        recent.keep(image)
        try pending.note(desired: image, inPlaceOf: before)
    }

    func removeImage(of metaverse: MetaverseID, for connector: ConnectorID) throws {
        recent.forget(RecentObjects.ImageOwner(connector: connector, metaverse: metaverse))
        for anchor in try images.remove(of: metaverse, for: connector) { try pending.note(connector, anchor) }
    }

    static func identities(_ rows: RowCursor) throws -> [MetaverseID] {
        var identities: [MetaverseID] = []
        while let row = try rows.next() { identities.append(try identity(row)) }
        return identities
    }

    private static func metaverseObject(_ row: Row) throws -> MetaverseObject {
        MetaverseObject(
            identifier: try identity(row),
            objectClass: try AttributeName(row.value(1) as String),
            entry: try StoredValue.entry(row, at: 2)
        )
    }

    /// The identity in a row's first column.
    static func identity(_ row: Row) throws -> MetaverseID {
        guard let identifier = StoredValue.identity(row, at: 0) else {
            throw StoreError(.damaged, "The store holds a metaverse object without a proper identity.")
        }
        return identifier
    }
}
