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

    /// Whether a column holds the bytes of an entry; nothing is copied.
    static func holds(_ entry: PackedEntry, _ row: Row, at column: Int) throws -> Bool {
        try row.withUnsafeData(atIndex: column) { data in
            guard let data, data.count == entry.bytes.count else { return false }
            return data.withUnsafeBytes { stored in
                entry.bytes.withUnsafeBytes { bytes in
                    guard let one = bytes.baseAddress, let other = stored.baseAddress else { return bytes.isEmpty }
                    return memcmp(one, other, bytes.count) == 0
                }
            }
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
