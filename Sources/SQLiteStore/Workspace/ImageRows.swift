import Directory
import Foundation
import GRDB
import SyncEngine
import SyncRules

/// The rows of images: what rules last made, and what a target has accepted or may get.
///
/// An image that the target has accepted, or that is on its way, is the row that rules made and not a copy of it. Whoever
/// changes what rules made asks therefore whether somebody holds the row, and leaves it as it is then.
struct ImageRows {
    /// What is looked at: what rules last made, or what the target has accepted.
    enum State {
        case wanted
        case accepted

        /// The rows, with the columns `metaverse`, `class`, `anchor` and `entry`, of one connector.
        var rows: String {
            switch self {
            case .wanted: "image WHERE wanted = 1 AND connector = ?"
            case .accepted: "accepted_image WHERE connector = ?"
            }
        }
    }

    let database: Database
    private let fill: FirstFill?
    /// Takes down what is written over; nothing where nothing is written.
    private let undo: UndoNotes?
    /// Whether the target has accepted anything: a synchronization changes nothing of that.
    let isAnyAccepted: Bool
    /// Where images lie that a run over a few objects looks at.
    let numbers = ImageNumbers()
    /// The rows that the target may get; parts on their way have been made rows of the outbox (`OutgoingParts.doubt`).
    private let outgoing: Set<Int64>

    init(_ database: Database, _ fill: FirstFill? = nil, _ undo: UndoNotes? = nil) throws {
        self.database = database
        self.fill = fill
        self.undo = undo
        isAnyAccepted = try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM accepted)") ?? true
        outgoing = try Set(Int64.fetchAll(database, sql: "SELECT image FROM outbox WHERE state <> 'rejected'"))
    }

    static func image(_ row: Row, _ connector: ConnectorID) throws -> ExportImage {
        guard let metaverse = try MetaverseID(bytes: row.value("metaverse") as Data) else {
            throw StoreError(.damaged, "The store holds an export without a proper metaverse object.")
        }
        return ExportImage(
            connector: connector,
            metaverse: metaverse,
            objectClass: try AttributeName(row.value("class") as String),
            anchor: try row.value("anchor"),
            entry: try StoredValue.entry(row)
        )
    }

    /// Writes what rules have made over what they made before; gives back another object whose image had the anchor, and is
    /// there no more.
    func want(_ image: ExportImage, inPlaceOf before: ExportImage?) throws -> MetaverseID? {
        if let fill, fill.isOn {
            guard before != nil else {
                try undo?.nothing(.wanted, of: image.connector.text, image.anchor)
                try fill.wait(image)
                return nil
            }
            try fill.end()
        }
        // What rules made of the same object under the same anchor.
        let own = before.flatMap { $0.metaverse == image.metaverse && $0.anchor == image.anchor ? $0 : nil }
        var replaced: ExportImage?
        if isAnyAccepted || !outgoing.isEmpty {
            let number = try Int64.fetchOne(
                try database.cachedStatement(
                    sql: "SELECT number FROM image WHERE wanted = 1 AND connector = ? AND anchor = ?"
                ),
                arguments: [image.connector.text, image.anchor]
            )
            if let number, try isHeld(number, image.connector.text, image.anchor) {
                replaced = try own ?? Self.stored(number, image.connector, database)
                try keep(number)
            }
        }
        // Where the object is the same no index is touched.
        if let own, replaced == nil {
            try update(image)
            guard database.changesCount == 0 else {
                try undo?.comes(.wanted, image, inPlaceOf: own)
                return nil
            }
        }
        if try !insert(image, orElse: "DO NOTHING") {
            // Another object has the anchor.
            let statement = try database.cachedStatement(sql: "SELECT * FROM \(State.wanted.rows) AND anchor = ?")
            let arguments: StatementArguments = [image.connector.text, image.anchor]
            replaced = try Row.fetchOne(statement, arguments: arguments).map { try Self.image($0, image.connector) }
            _ = try insert(
                image,
                orElse: "DO UPDATE SET metaverse = excluded.metaverse, class = excluded.class, entry = excluded.entry"
            )
        }
        try undo?.comes(.wanted, image, inPlaceOf: replaced)
        return replaced.flatMap { $0.metaverse == image.metaverse ? nil : $0.metaverse }
    }

    /// Writes an image over the one that rules made before of the same object under the same anchor, where there is one.
    ///
    /// One row by its number: of a statement that may change several SQLite copies the pages first.
    private func update(_ image: ExportImage) throws {
        let owner = RecentObjects.ImageOwner(connector: image.connector, metaverse: image.metaverse)
        if let number = numbers[owner] {
            try database.cachedStatement(
                sql: "UPDATE image SET class = ?, entry = ? WHERE number = ? "
                    + "AND wanted = 1 AND connector = ? AND metaverse = ? AND anchor = ?"
            ).execute(arguments: [
                image.objectClass.spelling, Data(image.entry.bytes), number, image.connector.text,
                Data(image.metaverse.bytes), image.anchor,
            ])
            guard database.changesCount == 0 else { return }
        }
        // Found by its owner, as it was when it was read; `+` keeps SQLite from the other index.
        try database.cachedStatement(
            sql: "UPDATE image SET class = ?, entry = ? WHERE number = (SELECT number FROM image "
                + "WHERE wanted = 1 AND connector = ? AND metaverse = ? AND +anchor = ?)"
        ).execute(arguments: [
            image.objectClass.spelling, Data(image.entry.bytes), image.connector.text, Data(image.metaverse.bytes),
            image.anchor,
        ])
    }

    /// Adds an image; says whether a row was written.
    private func insert(_ image: ExportImage, orElse action: String) throws -> Bool {
        try database.cachedStatement(
            sql: "INSERT INTO image (connector, anchor, metaverse, class, wanted, entry) VALUES (?, ?, ?, ?, 1, ?) "
                + "ON CONFLICT (connector, anchor, wanted) WHERE wanted = 1 \(action)"
        ).execute(arguments: [
            image.connector.text, image.anchor, Data(image.metaverse.bytes), image.objectClass.spelling,
            Data(image.entry.bytes),
        ])
        return database.changesCount > 0
    }

    /// Removes what rules made of a metaverse object; gives back the source anchors.
    func remove(of metaverse: MetaverseID, for connector: ConnectorID) throws -> [String] {
        try fill?.end()
        let rows = try Row.fetchAll(
            try database.cachedStatement(
                sql: "SELECT number, anchor, class, entry FROM image "
                    + "WHERE wanted = 1 AND connector = ? AND metaverse = ?"
            ),
            arguments: [connector.text, Data(metaverse.bytes)]
        )
        for row in rows {
            let (number, anchor): (Int64, String) = try (row.value(0), row.value(1))
            let isAccepted = try isAnyAccepted && Self.isAccepted(number, connector.text, anchor, database)
            if isAccepted {
                try undo?.theOther(.wanted, of: connector.text, anchor)
            } else {
                let owner = UndoNote.Owner(metaverse: metaverse, objectClass: try AttributeName(row.value(2) as String))
                try undo?.goes(.wanted, of: connector.text, anchor, owner, StoredValue.bytes(row, at: 3))
            }
            if isAccepted || outgoing.contains(number) { try keep(number) } else { try Self.drop(number, database) }
        }
        return try rows.map { try $0.value(1) }
    }

    /// Makes an image what the target has accepted of an anchor, instead of what it had before.
    ///
    /// Where it had nothing the object is joined: whether anything of it was exported from here stays as it was.
    static func correct(_ image: ExportImage, _ database: Database, _ undo: UndoNotes) throws {
        let before = try accepted(image.connector, image.anchor, database)
        try undo.comes(
            .accepted,
            image,
            inPlaceOf: try before.map { try stored($0, image.connector, database) }
        )
        try database.execute(
            sql: "INSERT INTO image (connector, anchor, metaverse, class, wanted, entry) VALUES (?, ?, ?, ?, 0, ?)",
            arguments: [
                image.connector.text, image.anchor, Data(image.metaverse.bytes), image.objectClass.spelling,
                Data(image.entry.bytes),
            ]
        )
        try database.execute(
            sql: "INSERT OR REPLACE INTO accepted (connector, anchor, class, image, joined) VALUES (?, ?, ?, ?, "
                + "coalesce((SELECT joined FROM accepted WHERE connector = ? AND anchor = ?), 1))",
            arguments: [
                image.connector.text, image.anchor, image.objectClass.spelling, database.lastInsertedRowID,
                image.connector.text, image.anchor,
            ]
        )
        if let before { try release(before, image.connector.text, image.anchor, database) }
    }

    /// Takes note that the target has nothing of an anchor any more.
    static func lose(_ connector: ConnectorID, _ anchor: String, _ database: Database, _ undo: UndoNotes) throws {
        guard let before = try accepted(connector, anchor, database) else { return }
        let isWanted = try Bool.fetchOne(
            database,
            sql: "SELECT wanted = 1 FROM image WHERE number = ?",
            arguments: [before]
        )
        if isWanted ?? false {
            try undo.theOther(.accepted, of: connector.text, anchor)
        } else {
            try undo.goes(.accepted, try stored(before, connector, database))
        }
        try database.execute(
            sql: "DELETE FROM accepted WHERE connector = ? AND anchor = ?",
            arguments: [connector.text, anchor]
        )
        try release(before, connector.text, anchor, database)
    }

    private static func accepted(_ connector: ConnectorID, _ anchor: String, _ database: Database) throws -> Int64? {
        try Int64.fetchOne(
            database,
            sql: "SELECT image FROM accepted WHERE connector = ? AND anchor = ?",
            arguments: [connector.text, anchor]
        )
    }

    /// The image of a number.
    private static func stored(_ number: Int64, _ connector: ConnectorID, _ database: Database) throws -> ExportImage {
        let row = try Row.fetchOne(
            try database.cachedStatement(sql: "SELECT metaverse, class, anchor, entry FROM image WHERE number = ?"),
            arguments: [number]
        )
        guard let row else { throw OutboxRows.damaged }
        return try image(row, connector)
    }

    /// Drops a row that rules do not want any more and that nobody holds.
    static func release(_ number: Int64, _ connector: String, _ anchor: String, _ database: Database) throws {
        // Most rows are wanted; what is on its way is not looked through for them.
        let isUnwanted = try Bool.fetchOne(
            try database.cachedStatement(sql: "SELECT wanted = 0 FROM image WHERE number = ?"),
            arguments: [number]
        )
        guard isUnwanted ?? false, try !isAccepted(number, connector, anchor, database),
            try !isOutgoing(number, database)
        else { return }
        try drop(number, database)
    }

    private func isHeld(_ number: Int64, _ connector: String, _ anchor: String) throws -> Bool {
        if outgoing.contains(number) { return true }
        return try isAnyAccepted && Self.isAccepted(number, connector, anchor, database)
    }

    private static func isAccepted(
        _ number: Int64,
        _ connector: String,
        _ anchor: String,
        _ database: Database
    ) throws -> Bool {
        try Bool.fetchOne(
            try database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM accepted WHERE connector = ? AND anchor = ? AND image = ?)"
            ),
            arguments: [connector, anchor, number]
        ) ?? true
    }

    private static func isOutgoing(_ number: Int64, _ database: Database) throws -> Bool {
        try Bool.fetchOne(
            try database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM outbox WHERE image = ? AND state <> 'rejected')"
            ),
            arguments: [number]
        ) ?? true
    }

    private func keep(_ number: Int64) throws {
        try database.cachedStatement(sql: "UPDATE image SET wanted = 0 WHERE number = ?").execute(arguments: [number])
    }

    private static func drop(_ number: Int64, _ database: Database) throws {
        try database.cachedStatement(sql: "DELETE FROM image WHERE number = ?").execute(arguments: [number])
    }
}
