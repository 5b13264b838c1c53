import GRDB
import SyncEngine
import SyncRules

extension SpaceSynchronization {
    private var copies: CopyObjectRows { CopyObjectRows(database: database) }

    func hasCopyObjects(of connector: ConnectorID) throws -> Bool { try copies.exist(of: connector) }

    func copyObjectOwners(of connector: ConnectorID) throws -> [MetaverseID] { try copies.owners(of: connector) }

    func copyObject(of metaverse: MetaverseID, in connector: ConnectorID) throws -> CopyObject? {
        try copies.object(of: metaverse, in: connector)
    }

    func copyObjectOwner(named name: String, in connector: ConnectorID) throws -> MetaverseID? {
        try copies.owner(named: name, in: connector)
    }

    func put(_ object: CopyObject?, of metaverse: MetaverseID, in connector: ConnectorID) throws {
        try copies.put(object, of: metaverse, in: connector)
    }

    func heldOutwards(of connector: ConnectorID) throws -> Set<Int64> { try copies.held(of: connector) }

    func lookAgain(at numbers: [Int64]) throws {
        guard !numbers.isEmpty else { return }
        let statement = try database.cachedStatement(sql: "INSERT OR IGNORE INTO space_change (object) VALUES (?)")
        for number in numbers { try statement.execute(arguments: [number]) }
    }
}
