import Directory
import SyncEngine

/// What one attribute of an object in the tenant loses and gains.
public struct ValueChange: Sendable, Hashable, Codable {
    /// The attribute.
    public let attribute: String
    /// The values that go, ascending.
    public let removed: [String]
    /// The values that come, ascending.
    public let added: [String]

    /// Compares what the tenant has accepted with what it will be sent.
    static func all(of change: PendingExport, before: ExportImage?, table: AttributeTable) -> [ValueChange] {
        change.changed.compactMap { name in
            guard let attribute = table.existing(name) else { return nil }
            let old = Set(before?.entry.values(of: attribute).map { Array($0) } ?? [])
            let new = Set(change.operation == .delete ? [] : change.image.entry.values(of: attribute).map { Array($0) })
            return ValueChange(
                attribute: name.spelling,
                removed: old.subtracting(new).map { ShownValue.text($0) }.sorted(),
                added: new.subtracting(old).map { ShownValue.text($0) }.sorted()
            )
        }
    }
}
