import Directory
import Foundation
import GRDB
import SyncEngine
import SyncRules

/// Reads what waits to be exported with its images, inside of a transaction.
struct ImageReader {
    let database: Database

    /// What waits behind an anchor, and the images of it in the order in which they lie; beyond so many bytes no more are
    /// read.
    func ahead(
        of connector: ConnectorID,
        areDeletions: Bool,
        after anchor: String,
        limit: Int,
        bytes: Int,
        spare: SpareEntries
    ) throws -> ExportsAhead {
        let columns = "p.rank, p.class, p.anchor, \(OutgoingParts.image(areDeletions: areDeletions)), a.image"
        let isPast = try OutgoingParts(database: database).isPast(connector, areDeletions: areDeletions, after: anchor)
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT \(columns) "
                + OutgoingParts.waiting(
                    areDeletions: areDeletions,
                    isPast: isPast,
                    beside: "LEFT " + OutgoingParts.accepted
                )
                + " ORDER BY p.anchor LIMIT ?",
            arguments: [connector.text, areDeletions, anchor, limit]
        )
        var waiting: [ExportsAhead.Waiting] = []
        var objectClass = AttributeName("")
        while let row = try rows.next() {
            let rank: Int = try row.value(0)
            guard PendingPlace.order.indices.contains(rank) else { throw OutboxRows.damaged }
            // The same for most of them.
            let spelling: String = try row.value(1)
            if objectClass.spelling != spelling { objectClass = AttributeName(spelling) }
            waiting.append(
                try .init(
                    PendingPlace.order[rank],
                    objectClass,
                    anchor: row.value(2),
                    image: row.value(3),
                    accepted: row.value(4)
                )
            )
        }
        var ahead = ExportsAhead(to: connector, areDeletions: areDeletions, after: anchor, waiting, spare.take())
        try read(&ahead, bytes)
        return ahead
    }

    private func read(_ ahead: inout ExportsAhead, _ bytes: Int) throws {
        try read(ahead.needed, into: &ahead, bytes)
    }

    /// Reads images in the order in which they lie, until there are so many bytes.
    private func read(_ needed: [ExportsAhead.Need], into ahead: inout ExportsAhead, _ bytes: Int = .max) throws {
        var list: [UInt8] = []
        list.reserveCapacity(8 * needed.count + 2)
        for need in needed {
            list.append(UInt8(ascii: list.isEmpty ? "[" : ","))
            list += String(need.number).utf8
        }
        guard !list.isEmpty else { return }
        list.append(UInt8(ascii: "]"))
        let rows = try Row.fetchCursor(
            database,
            sql:
                "SELECT i.number, i.metaverse, i.entry FROM json_each(?) AS n CROSS JOIN image AS i ON i.number = n.value",
            arguments: [String(decoding: list, as: UTF8.self)]
        )
        var next = 0
        while ahead.byteCount < bytes, let row = try rows.next() {
            let number: Int64 = try row.value(0)
            while next < needed.count, needed[next].number < number { next += 1 }
            guard next < needed.count, needed[next].number == number else { throw OutboxRows.damaged }
            guard let owner = StoredValue.identity(row, at: 1) else { throw OutboxRows.damaged }
            let lent: LentBytes = try row.value(2)
            try StoredValue.checked { () throws(PackedEntryError) in
                try ahead.put(of: owner, lent.bytes, for: needed[next])
            }
            next += 1
        }
    }

    /// A part of what waits, with its images; those that were not read ahead are read.
    func part(
        _ places: Range<Int>,
        of ahead: ExportsAhead,
        sequence: Int64,
        named name: EntryUUID,
        _ table: AttributeTable
    ) throws -> OutgoingPart {
        let missing = ahead.missing(places)
        var ahead = ahead
        if !missing.isEmpty {
            // Beyond what was read ahead: these entries may have attributes that another process has named since.
            try AttributeRows.learn(table, database)
            try read(missing, into: &ahead)
            guard ahead.missing(places).isEmpty else { throw OutboxRows.damaged }
        }
        let part = OutgoingPart(sequence: sequence, named: name, places, of: ahead, by: table.order)
        guard let part else { throw OutboxRows.damaged }
        return part
    }

    /// The image of a number.
    func image(_ number: Int64) throws -> ExportsAhead.Image {
        let statement = try database.cachedStatement(sql: "SELECT metaverse, entry FROM image WHERE number = ?")
        let image = try statement.first([number]) { try Self.image($0, at: 0) }
        guard let image else { throw OutboxRows.damaged }
        return image
    }

    /// The image in two columns, whose it is and what it says.
    private static func image(_ row: Row, at column: Int) throws -> ExportsAhead.Image {
        guard let owner = StoredValue.identity(row, at: column) else { throw OutboxRows.damaged }
        return ExportsAhead.Image(of: owner, try StoredValue.entry(row, at: column + 1))
    }
}
