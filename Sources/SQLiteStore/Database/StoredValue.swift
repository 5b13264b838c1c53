import Directory
import Foundation
import GRDB
import Plans

/// Turns what rows hold into values, and says so where a row cannot be what it should be.
enum StoredValue {
    static func entry(_ row: Row) throws -> PackedEntry {
        do throws(PackedEntryError) {
            return try PackedEntry(validating: Array(row["entry"] as Data))
        } catch {
            throw StoreError(.damaged, "An entry in the store is damaged: \(error) Restore the store from a copy.")
        }
    }

    static func json<Value: Decodable>(_ type: Value.Type, _ data: Data) throws -> Value {
        do {
            return try CanonicalJSON.decode(type, from: data)
        } catch {
            throw StoreError(.damaged, "The store holds a \(type) that cannot be read. Restore the store from a copy.")
        }
    }

    static func data(_ value: some Encodable) throws -> Data { Data(try CanonicalJSON.encode(value)) }
}
