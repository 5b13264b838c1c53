import Foundation
import GRDB
import SyncEngine
import SyncRules

/// Fingerprints of what is stored, taken of the bytes where they lie in the rows and in the order of the rows.
extension SpaceSynchronization {
    func eachLink(_ body: (_ number: Int64, _ metaverse: MetaverseID) throws -> Void) throws {
        let rows = try Row.fetchCursor(database, sql: "SELECT object, metaverse FROM space_link ORDER BY object")
        while let row = try rows.next() {
            guard let metaverse = StoredValue.identity(row, at: 1) else {
                throw StoreError(.damaged, "The store holds a link to no proper metaverse object.")
            }
            try body(row.value(0), metaverse)
        }
    }

    func metaversePrint() throws -> UInt64 {
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT identifier, class, entry FROM metaverse_object ORDER BY rowid"
        )
        return try sum(rows, columns: 3, after: nil)
    }

    func imagePrint(of connector: ConnectorID) throws -> UInt64 {
        // No index: it would jump between the pages.
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT metaverse, class, anchor, entry FROM image "
                + "WHERE +wanted = 1 AND +connector = ? ORDER BY number",
            arguments: [connector.text]
        )
        return try sum(rows, columns: 4, after: digest.beginning(connector.text))
    }

    private func sum(_ rows: RowCursor, columns: Int, after beginning: UInt64?) throws -> UInt64 {
        var (sum, looked): (UInt64, Int) = (0, 0)
        while let row = try rows.next() {
            if looked.isMultiple(of: 500) { try Task.checkCancellation() }
            looked += 1
            var print = beginning
            for column in 0..<columns {
                print = try row.withUnsafeData(atIndex: column) { bytes in
                    (bytes ?? Data()).withUnsafeBytes { digest.folding($0, into: print) }
                }
            }
            sum &+= print ?? 0
        }
        return sum
    }
}
