import Directory
import Foundation
import GRDB
import SyncEngine
import SyncRules

/// The list of what waits to be exported, kept in the transactions that write images.
///
/// Whoever writes an image notes its anchor, and settles the list before the transaction ends. Rows are written in their
/// own order and not as they come: one by one they cost as much as the synchronization that makes them.
final class PendingRows {
    /// What waits for one anchor from now on; nothing where `rank` is missing.
    private struct Place {
        let connector: String
        let anchor: String
        var rank: Int?
        var objectClass = ""
        var name = ""
    }

    /// So many places are held before they are written, so that memory does not grow with the directory.
    private static let most = 65_536

    private let database: Database
    private let table: AttributeTable
    private var label: ObjectLabel
    /// How many attributes there were when the label was made.
    private var attributes: Int
    private var places: [Place] = []
    /// Where each anchor is among the places, for each connector: what is noted last counts.
    private var numbers: [String: [String: Int]] = [:]
    /// Whether the target has accepted anything of a connector yet; a synchronization changes nothing of that.
    private var hasAccepted: [ConnectorID: Bool] = [:]

    private let fill: FirstFill?
    /// What the target was seen to have of what rules made in this transaction.
    let shown: ShownValues

    init(_ database: Database, _ table: AttributeTable, _ fill: FirstFill? = nil) {
        self.database = database
        self.fill = fill
        self.table = table
        shown = ShownValues(database)
        attributes = table.count
        label = ObjectLabel(table)
    }

    /// Notes an image that rules have made, in place of the one that they had made before.
    func note(desired image: ExportImage, inPlaceOf before: ExportImage?) throws {
        let mayBeAccepted = try hasAccepted(image.connector)
        if !mayBeAccepted, let before, isListed(before, like: image) { return }
        let accepted = mayBeAccepted ? try row(image.connector, .accepted, image.anchor) : nil
        try note(image.connector, image.anchor, image.objectClass.spelling, image.entry, accepted)
        if let accepted, try accepted.value(0) as String == image.objectClass.spelling {
            try shown.look(at: image, accepted: try StoredValue.entry(accepted, at: 1))
        }
    }

    /// Whether what waits for an image stays where it is when another takes its place, where the target has nothing: all
    /// images are listed as additions then.
    private func isListed(_ before: ExportImage, like image: ExportImage) -> Bool {
        guard fill?.isOn != true, before.anchor == image.anchor,
            before.objectClass.spelling == image.objectClass.spelling,
            numbers[image.connector.text]?[image.anchor] == nil
        else { return false }
        return name(of: before.entry) == name(of: image.entry)
    }

    /// Notes that the images of an anchor may have changed; they are looked at.
    func note(_ connector: ConnectorID, _ anchor: String) throws {
        try fill?.end()
        let accepted = try row(connector, .accepted, anchor)
        if let desired = try row(connector, .wanted, anchor) {
            try note(connector, anchor, desired.value(0), try StoredValue.entry(desired, at: 1), accepted)
        } else if let accepted {
            try note(deletionOf: accepted, connector, anchor)
        } else {
            try keep(Place(connector: connector.text, anchor: anchor))
        }
    }

    private func note(deletionOf accepted: Row, _ connector: ConnectorID, _ anchor: String) throws {
        try keep(
            Place(
                connector: connector.text,
                anchor: anchor,
                rank: PendingPlace.rank(.delete),
                objectClass: try accepted.value(0),
                name: name(of: try StoredValue.entry(accepted, at: 1))
            )
        )
    }

    private func note(
        _ connector: ConnectorID,
        _ anchor: String,
        _ objectClass: String,
        _ entry: PackedEntry,
        _ accepted: Row?
    ) throws {
        // An object of another class takes the place of what the target has once that is gone.
        if let accepted, try accepted.value(0) as String != objectClass {
            return try note(deletionOf: accepted, connector, anchor)
        }
        var place = Place(connector: connector.text, anchor: anchor)
        if try accepted.map({ try !Self.isSame($0, objectClass, entry) }) ?? true {
            place.rank = PendingPlace.rank(accepted == nil ? .add : .update)
            place.objectClass = objectClass
            place.name = name(of: entry)
        }
        try keep(place)
    }

    /// Whether a row of class and entry holds these.
    private static func isSame(_ row: Row, _ objectClass: String, _ entry: PackedEntry) throws -> Bool {
        guard try row.value(0) as String == objectClass else { return false }
        return try row.withUnsafeData(atIndex: 1) { bytes in
            guard let bytes, bytes.count == entry.bytes.count else { return false }
            return bytes.withUnsafeBytes { stored in
                entry.bytes.withUnsafeBytes { made in
                    guard let one = stored.baseAddress, let other = made.baseAddress else { return true }
                    return memcmp(one, other, made.count) == 0
                }
            }
        }
    }

    private func hasAccepted(_ connector: ConnectorID) throws -> Bool {
        if let known = hasAccepted[connector] { return known }
        let found = try Bool.fetchOne(
            database,
            sql: "SELECT EXISTS (SELECT 1 FROM accepted WHERE connector = ?)",
            arguments: [connector.text]
        )
        hasAccepted[connector] = found ?? false
        return found ?? false
    }

    private func row(_ connector: ConnectorID, _ state: ImageRows.State, _ anchor: String) throws -> Row? {
        try Row.fetchOne(
            try database.cachedStatement(sql: "SELECT class, entry FROM \(state.rows) AND anchor = ?"),
            arguments: [connector.text, anchor]
        )
    }

    private func name(of entry: PackedEntry) -> String {
        // Names that come while images are made may be those that people know objects by.
        if table.count != attributes {
            attributes = table.count
            label = ObjectLabel(table)
        }
        return label.searched(of: entry)
    }

    private func keep(_ place: Place) throws {
        if let fill, fill.isOn {
            guard let rank = place.rank else { return }
            return try fill.wait(place.connector, rank, place.objectClass, place.name, place.anchor)
        }
        if let number = numbers[place.connector]?[place.anchor] {
            places[number] = place
            return
        }
        numbers[place.connector, default: [:]][place.anchor] = places.count
        places.append(place)
        if places.count >= Self.most { try settle() }
    }

    /// Writes down what was noted.
    func settle() throws {
        guard !places.isEmpty else { return }
        try Self.forgetDone(database)
        var counts = PendingTallies(database)
        try takeOut(&counts)
        let insert = try database.cachedStatement(
            sql: "INSERT INTO pending_export (connector, rank, class, name, anchor) VALUES (?, ?, ?, ?, ?)"
        )
        for number in order() {
            let place = places[number]
            counts.count(1, place.connector, place.rank ?? 0, place.objectClass)
            try insert.execute(arguments: [
                place.connector, place.rank, place.objectClass, place.name, place.anchor,
            ])
        }
        try counts.write()
        places.removeAll(keepingCapacity: true)
        numbers.removeAll()
    }

    /// The numbers of the places that are listed, by class and name.
    ///
    /// Only the time that it takes depends on the order: rows that come in that of the table fill one page after the other.
    /// The first bytes of a name decide nearly always, and numbers are sorted without a text being touched.
    private func order() -> [Int] {
        var groups: [String: Int] = [:]
        var keys: [(group: Int, prefix: UInt64, number: Int)] = []
        keys.reserveCapacity(places.count)
        for (number, place) in places.enumerated() {
            guard let rank = place.rank else { continue }
            let known = groups[place.objectClass] ?? groups.count
            groups[place.objectClass] = known
            let prefix = place.name.utf8.prefix(8).reduce(into: (0, 56) as (UInt64, UInt64)) { key, byte in
                key.0 |= UInt64(byte) << key.1
                key.1 = key.1 &- 8
            }
            keys.append((rank << 32 | known, prefix.0, number))
        }
        keys.sort { ($0.group, $0.prefix, $0.number) < ($1.group, $1.prefix, $1.number) }
        return keys.map(\.number)
    }

    /// Takes out what was listed of the anchors that were noted.
    private func takeOut(_ counts: inout PendingTallies) throws {
        let isListed = try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM pending_export)") ?? false
        guard isListed else { return }
        let known = try database.cachedStatement(
            sql: "SELECT rank, class, name FROM pending_export WHERE connector = ? AND anchor = ?"
        )
        let remove = try database.cachedStatement(
            sql: "DELETE FROM pending_export WHERE connector = ? AND rank = ? AND class = ? AND name = ? AND anchor = ?"
        )
        for number in places.indices {
            let place = places[number]
            guard let row = try Row.fetchOne(known, arguments: [place.connector, place.anchor]) else { continue }
            let (rank, objectClass, name): (Int, String, String) = try (row.value(0), row.value(1), row.value(2))
            // What waits already, and is called as it was, stays where it is.
            if place.rank == rank, place.objectClass == objectClass, place.name == name {
                places[number].rank = nil
                continue
            }
            try remove.execute(arguments: [place.connector, rank, objectClass, name, place.anchor])
            counts.count(-1, place.connector, rank, objectClass)
        }
    }
}
