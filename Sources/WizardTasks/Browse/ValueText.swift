import Directory
import SQLiteStore

/// How a value is shown to people.
enum ValueText {
    /// Text as it is, a security identifier as people write it, other bytes as hexadecimal digits.
    static func text(_ bytes: [UInt8]) -> String {
        if bytes.count >= 12, let identifier = SecurityIdentifier(bytes: bytes) { return identifier.description }
        return String(validating: bytes, as: UTF8.self) ?? "0x" + ASCII.hex(bytes)
    }

    /// Who an entry is about.
    static func label(_ entry: PackedEntry, _ table: AttributeTable) -> String { ObjectLabel(table).text(of: entry) }
}
