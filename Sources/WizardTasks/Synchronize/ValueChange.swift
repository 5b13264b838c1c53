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
        change.changed(by: table.order).compactMap { attribute in
            table.name(of: attribute).map {
                ValueChange(of: attribute, called: $0, change, before: before, hiding: sensitive)
            }
        }
    }
}

extension ValueChange {
    /// Compares the values of one attribute.
    init(
        of attribute: AttributeID,
        called name: AttributeName,
        _ change: PendingExport,
        before: ExportImage?,
        hiding sensitive: SensitiveAttributes = SensitiveAttributes()
    ) {
        self.init(
            called: name,
            from: before?.entry.values(of: attribute),
            to: change.operation == .delete ? nil : change.image.entry.values(of: attribute),
            hiding: sensitive
        )
    }

    /// Compares the values of an attribute with those that it should have; nothing stands for none.
    init(
        called name: AttributeName,
        from before: PackedValues?,
        to after: PackedValues?,
        hiding sensitive: SensitiveAttributes = SensitiveAttributes()
    ) {
        let old = before?.map { Array($0) } ?? []
        let new = after?.map { Array($0) } ?? []
        let isHidden = sensitive.contains(name)
        // Values of one entry are there once each: what only one of two has needs no sets where the other has none.
        func shown(_ values: [[UInt8]], without others: [[UInt8]]) -> [String] {
            let left = others.isEmpty ? values : Array(Set(values).subtracting(others))
            return isHidden ? left.map { _ in SensitiveAttributes.mask } : left.map(ValueText.text).sorted()
        }
        self.attribute = name.spelling
        removed = shown(old, without: new)
        added = shown(new, without: old)
    }
}
