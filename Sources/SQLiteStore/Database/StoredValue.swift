import Directory
import Foundation
import GRDB
import Plans
import SyncEngine

/// Turns what rows hold into values, and says so where a row cannot be what it should be.
///
/// Bytes and identities are asked for by GRDB's own `row[...]`: whatever a column holds, these types can be made of it.
enum StoredValue {
    static func entry(_ row: Row) throws -> PackedEntry { try entry((row["entry"] as StoredBytes?)?.bytes ?? []) }

    static func entry(_ row: Row, at column: Int) throws -> PackedEntry { try entry(bytes(row, at: column)) }

    static func bytes(_ row: Row, at column: Int) -> [UInt8] { (row[column] as StoredBytes?)?.bytes ?? [] }

    /// The metaverse object in a column; nothing where there is none, and nothing where it is none.
    static func identity(_ row: Row, at column: Int) -> MetaverseID? { (row[column] as StoredIdentity?)?.identity }

    static func entry(_ bytes: [UInt8]) throws -> PackedEntry {
        try checked { () throws(PackedEntryError) in try PackedEntry(validating: bytes) }
    }

    /// What is made of the bytes of an entry; where they are none, the store is damaged.
    static func checked<Result>(_ body: () throws(PackedEntryError) -> Result) throws -> Result {
        do throws(PackedEntryError) {
            return try body()
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

    /// A text that a row keeps whole: SQLite ends one at its first zero byte, so zeros are written as a terminal shows them.
    static func text(_ text: String) -> String {
        text.utf8.contains(0) ? text.replacing("\0", with: "\\u{0}") : text
    }

    static func data(_ value: some Encodable) throws -> Data { Data(try CanonicalJSON.encode(value)) }
}
