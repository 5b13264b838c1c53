import Directory
import Foundation
import GRDB
import SyncEngine
import SyncRules

/// The rows of the metaverse and of links to it: what a synchronization leaves as it was is not written again.
enum MetaverseRows {
    /// Puts objects, ascending by identity, in place of those that are there.
    static func put(_ objects: [MetaverseObject], _ database: Database) throws {
        var gone: [Data] = []
        var isWritten = Array(repeating: false, count: objects.count)
        var next = 0
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT identifier, class, entry FROM metaverse_object ORDER BY identifier"
        )
        while let row = try rows.next() {
            let bytes: Data = row[0]
            while next < objects.count, objects[next].identifier.bytes.lexicographicallyPrecedes(bytes) { next += 1 }
            guard next < objects.count, objects[next].identifier.bytes.elementsEqual(bytes) else {
                gone.append(bytes)
                continue
            }
            isWritten[next] =
                try row[1] as String == objects[next].objectClass.spelling
                && StoredValue.holds(objects[next].entry, row, at: 2)
            next += 1
        }
        let write = try database.makeStatement(
            sql: "INSERT INTO metaverse_object (identifier, class, entry) VALUES (?, ?, ?) "
                + "ON CONFLICT (identifier) DO UPDATE SET class = excluded.class, entry = excluded.entry"
        )
        for (object, isWritten) in zip(objects, isWritten) where !isWritten {
            try write.execute(arguments: [
                Data(object.identifier.bytes), object.objectClass.spelling, Data(object.entry.bytes),
            ])
        }
        let delete = try database.makeStatement(sql: "DELETE FROM metaverse_object WHERE identifier = ?")
        for identifier in gone { try delete.execute(arguments: [identifier]) }
    }

    /// Puts links in place of those that are there.
    static func put(links: [ConnectorSpaceIdentity: MetaverseID], _ database: Database) throws {
        var changes: [(number: Int64, link: MetaverseID?)] = []
        for partition in try Row.fetchAll(database, sql: "SELECT number, connector, name FROM space_partition") {
            let connector = ConnectorID(partition["connector"] as String)
            let name: String = partition["name"]
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT number, anchor, metaverse FROM space_object LEFT JOIN space_link ON object = number "
                    + "WHERE partition = ?",
                arguments: [partition["number"] as Int64]
            )
            while let row = try rows.next() {
                let identity = ConnectorSpaceIdentity(
                    connector: connector,
                    partition: name,
                    anchor: Array(row[1] as Data)
                )
                let link = links[identity]
                guard (row[2] as Data?).map({ Array($0) }) != link?.bytes else { continue }
                changes.append((row[0], link))
            }
        }
        let write = try database.makeStatement(
            sql: "INSERT INTO space_link (object, metaverse) VALUES (?, ?) "
                + "ON CONFLICT (object) DO UPDATE SET metaverse = excluded.metaverse"
        )
        let delete = try database.makeStatement(sql: "DELETE FROM space_link WHERE object = ?")
        for (number, link) in changes {
            if let link {
                try write.execute(arguments: [number, Data(link.bytes)])
            } else {
                try delete.execute(arguments: [number])
            }
        }
    }
}
