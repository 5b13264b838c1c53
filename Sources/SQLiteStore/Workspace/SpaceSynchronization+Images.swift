import Directory
import Foundation
import GRDB
import SyncEngine
import SyncRules

/// What rules last made of metaverse objects.
extension SpaceSynchronization {
    func imageOwners(of connector: ConnectorID) throws -> [MetaverseID] {
        try Self.identities(
            try Row.fetchCursor(
                database,
                sql: "SELECT metaverse FROM image WHERE wanted = 1 AND connector = ?",
                arguments: [connector.text]
            )
        )
    }

    func image(of metaverse: MetaverseID, for connector: ConnectorID) throws -> ExportImage? {
        let owner = RecentObjects.ImageOwner(connector: connector, metaverse: metaverse)
        if let image = recent.image(of: owner) { return image }
        try fill?.end()
        var found: ExportImage?
        if let number = images.numbers[owner] {
            found = try firstImage("number = ? AND ", [number, connector.text, Data(metaverse.bytes)], owner)
        }
        if found == nil { found = try firstImage("", [connector.text, Data(metaverse.bytes)], owner) }
        if let found { recent.keep(found) }
        return found
    }

    private func firstImage(
        _ condition: String,
        _ arguments: StatementArguments,
        _ owner: RecentObjects.ImageOwner
    ) throws -> ExportImage? {
        let statement = try database.cachedStatement(
            sql:
                "SELECT class, anchor, entry FROM image WHERE \(condition)wanted = 1 AND connector = ? AND metaverse = ?"
        )
        return try statement.first(arguments) { row in
            ExportImage(
                connector: owner.connector,
                metaverse: owner.metaverse,
                objectClass: try AttributeName(row.value(0) as String),
                anchor: try row.value(1),
                entry: try StoredValue.entry(row, at: 2)
            )
        }
    }

    func imageOwner(anchor: String, for connector: ConnectorID) throws -> MetaverseID? {
        try fill?.end()
        return try Row.fetchOne(
            try database.cachedStatement(
                sql: "SELECT metaverse FROM image WHERE wanted = 1 AND connector = ? AND anchor = ?"
            ),
            arguments: [connector.text, anchor]
        ).map(Self.identity)
    }

    func inOrderOfImages(_ owners: [MetaverseID], for connector: ConnectorID) throws -> [MetaverseID] {
        try fill?.end()
        var places: [(number: Int64, owner: MetaverseID)] = []
        places.reserveCapacity(owners.count)
        for owner in owners {
            // What has none comes last.
            places.append((try imageNumber(of: owner, for: connector) ?? .max, owner))
        }
        places.sort { ($0.number, $0.owner) < ($1.number, $1.owner) }
        return places.map(\.owner)
    }

    func imageNames(
        of owners: [MetaverseID],
        for connector: ConnectorID,
        _ body: (_ owner: MetaverseID, _ name: String) throws -> Void
    ) throws {
        try fill?.end()
        var places: [(number: Int64, owner: MetaverseID)] = []
        for owner in owners {
            if let image = recent.image(of: RecentObjects.ImageOwner(connector: connector, metaverse: owner)) {
                try body(owner, image.entry.dn)
            } else if let number = try imageNumber(of: owner, for: connector) {
                places.append((number, owner))
            }
        }
        let statement = try database.cachedStatement(sql: "SELECT entry FROM image WHERE number = ?")
        // In the order in which they lie in the file.
        for (number, owner) in places.sorted(by: { $0.number < $1.number }) {
            if let entry = try statement.first([number], { try StoredValue.entry($0, at: 0) }) {
                try body(owner, entry.dn)
            }
        }
    }

    /// The number of the row of an image, from the index alone; it is known from then on.
    private func imageNumber(of metaverse: MetaverseID, for connector: ConnectorID) throws -> Int64? {
        let owner = RecentObjects.ImageOwner(connector: connector, metaverse: metaverse)
        if let known = images.numbers[owner] { return known }
        let statement = try database.cachedStatement(
            sql: "SELECT number FROM image WHERE wanted = 1 AND connector = ? AND metaverse = ?"
        )
        let number: Int64? = try statement.first([connector.text, Data(metaverse.bytes)]) { try $0.value(0) }
        if let number { images.numbers[owner] = number }
        return number
    }
}
