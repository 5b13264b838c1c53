import Directory
import GRDB
import SyncEngine
import SyncRules

extension SpaceSynchronization {
    func writeBack(of number: Int64) throws -> WriteBack? {
        try WriteBackRows(database: database).writeBack(of: number)
    }

    func writeBacks(of connector: ConnectorID) throws -> [Int64] {
        try WriteBackRows(database: database).all(of: connector)
    }

    func put(_ writeBack: WriteBack?, of number: Int64) throws {
        try WriteBackRows(database: database).put(writeBack, of: number)
    }

    func writtenBack(of number: Int64) throws -> Set<AttributeID> {
        let statement = try database.cachedStatement(
            sql: "SELECT c.attributes FROM space_object AS o CROSS JOIN forest_copy AS c "
                + "ON c.partition = o.partition AND c.anchor = o.anchor WHERE o.number = ?"
        )
        let written = Set(try statement.first([number]) { try WriteBackRows.attributes($0.value(0)) } ?? [])
        return try written.union(CopyObjectRows(database: database).attributes(of: number))
    }
}
