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

    /// Compares what the tenant has accepted with what it will be sent; values of sensitive attributes are masked.
    static func all(
        of change: PendingExport,
        before: ExportImage?,
        table: AttributeTable,
        hiding sensitive: SensitiveAttributes = SensitiveAttributes()
    ) -> [ValueChange] {
        change.changed.compactMap { attribute in
            guard let name = table.name(of: attribute) else { return nil }
            let old = Set(before?.entry.values(of: attribute).map { Array($0) } ?? [])
            let new = Set(change.operation == .delete ? [] : change.image.entry.values(of: attribute).map { Array($0) })
            let shown = { (values: Set<[UInt8]>) in
                sensitive.contains(name)
                    ? values.map { _ in SensitiveAttributes.mask } : values.map(ValueText.text).sorted()
            }
            return ValueChange(
                attribute: name.spelling,
                removed: shown(old.subtracting(new)),
                added: shown(new.subtracting(old))
            )
        }
    }
}
