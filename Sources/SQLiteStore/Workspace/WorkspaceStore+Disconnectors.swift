public import Directory
import Foundation
import GRDB
public import SyncEngine
public import SyncRules

/// What a target had before this workspace exported anything of it, or what others have put there.
extension WorkspaceStore {
    /// Begins to read all objects of a target.
    public func beginDisconnectors(of connector: ConnectorID) async throws {
        try await pool.write { try DisconnectorRows(database: $0).begin(connector) }
    }

    /// Writes down objects that were read; none of them counts before all have been.
    public func read(_ objects: [Disconnector]) async throws {
        guard !objects.isEmpty else { return }
        try await pool.write { [table] database in
            try AttributeRows.save(table, database)
            try DisconnectorRows(database: database).read(objects)
        }
    }

    /// Ends reading: what was written down takes the place of what was known before.
    public func endDisconnectors(of connector: ConnectorID) async throws {
        try await pool.write { try DisconnectorRows(database: $0).end(connector) }
    }

    /// Takes note of objects that changes of a target show and of which it has accepted nothing from here; gives back of how many.
    ///
    /// What may be on its way is left out: the next export asks the target what became of it.
    public func note(_ objects: [Disconnector], of connector: ConnectorID) async throws -> Int {
        guard !objects.isEmpty else { return 0 }
        return try await pool.write { [table] database in
            try AttributeRows.save(table, database)
            try OutboxRows.doubt(database)
            let outgoing = try String.fetchSet(
                database,
                sql: "SELECT anchor FROM outbox WHERE connector = ? AND state <> 'rejected'",
                arguments: [connector.text]
            )
            let rows = DisconnectorRows(database: database)
            let others = objects.filter { !outgoing.contains($0.anchor) }
            for object in others { try rows.replace(object) }
            return others.count
        }
    }

    /// Joins what the target has to what rules have made of the same source anchor; gives back how many were joined.
    ///
    /// The target has what it has: only what differs waits to be exported. `flowing` are the attributes that rules write, by
    /// the class on the target's side.
    public func joinDisconnectors(
        of connector: ConnectorID,
        flowing: [AttributeName: Set<AttributeName>]
    ) async throws -> Int {
        try await pool.write { [table, kept] database in
            let rows = DisconnectorRows(database: database)
            let pairs = try rows.joinable(connector)
            guard !pairs.isEmpty else { return 0 }
            try AttributeRows.learn(table, database)
            try OutboxRows.doubt(database)
            let undo = try UndoNotes(database, keeping: kept)
            let pending = PendingRows(database, table)
            let flowing = flowing.mapValues { Set($0.compactMap { table.existing($0) }) }
            let images = ImageReader(database: database)
            for (number, place) in pairs {
                guard let object = try rows.object(number) else { continue }
                let image = try images.image(place)
                let accepted = object.accepted(for: image.entry, flowing: flowing[object.objectClass] ?? [])
                if accepted.bytes == image.entry.bytes {
                    try database.cachedStatement(
                        sql: "INSERT INTO accepted (connector, anchor, class, image, joined) "
                            + "SELECT connector, anchor, class, number, 1 FROM image WHERE number = ?"
                    ).execute(arguments: [place])
                    try undo.nothing(.accepted, of: connector.text, object.anchor)
                } else {
                    let theirs = ExportImage(
                        connector: connector,
                        metaverse: image.owner,
                        objectClass: object.objectClass,
                        anchor: object.anchor,
                        entry: accepted
                    )
                    try ImageRows.correct(theirs, database, undo)
                }
                try rows.remove(number)
                try pending.note(connector, object.anchor)
            }
            try pending.settle()
            try undo.finish()
            return pairs.count
        }
    }

    /// How many objects a target has that nothing here is joined to.
    public func disconnectorCount(of connector: ConnectorID) async throws -> Int {
        try await pool.read { database in
            try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM disconnector WHERE connector = ?",
                arguments: [connector.text]
            ) ?? 0
        }
    }

    /// The source anchors of the objects that the target has accepted.
    public func acceptedAnchors(of connector: ConnectorID) async throws -> Set<String> {
        try await pool.read { database in
            try String.fetchSet(
                database,
                sql: "SELECT anchor FROM accepted WHERE connector = ?",
                arguments: [connector.text]
            )
        }
    }

    /// The images that the target has accepted of these source anchors, by anchor.
    public func exportedImages(of connector: ConnectorID, anchors: [String]) async throws -> [String: ExportImage] {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            let statement = try database.cachedStatement(
                sql: "SELECT * FROM \(ImageRows.State.accepted.rows) AND anchor = ?"
            )
            return try anchors.reduce(into: [:]) { images, anchor in
                guard let row = try Row.fetchOne(statement, arguments: [connector.text, anchor]) else { return }
                images[anchor] = try ImageRows.image(row, connector)
            }
        }
    }
}
