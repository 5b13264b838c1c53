public import Directory
public import SyncRules

/// One change that the tenant has not been told yet.
public struct PendingExport: Sendable, Hashable {
    /// What it does to the object.
    public enum Operation: String, Sendable, Hashable, Codable {
        /// The object is new to the tenant.
        case add
        /// The object changes.
        case update
        /// The object goes.
        case delete
    }

    /// What it does.
    public let operation: Operation
    /// What the object should become; for a deletion what it was.
    public let image: ExportImage
    /// The attributes that differ from what was last exported, ascending by name; nothing where all of the image is sent.
    ///
    /// They are numbers of the table that the image's entry belongs to: most changes are sent and never shown.
    public let differing: [AttributeID]?

    /// The connector it leaves by.
    public var connector: ConnectorID { image.connector }
    /// The class on the tenant's side.
    public var objectClass: AttributeName { image.objectClass }
    /// The source anchor.
    public var anchor: String { image.anchor }

    /// Makes a pending export.
    public init(operation: Operation, image: ExportImage, differing: [AttributeID]?) {
        self.operation = operation
        self.image = image
        self.differing = differing
    }

    /// Works out which attributes a change sends, beside the entry that the target has accepted last, where it has one.
    public init(_ operation: Operation, of image: ExportImage, after before: PackedEntry?, by order: AttributeOrder) {
        self.init(
            operation: operation,
            image: image,
            differing: Self.differing(operation, image.entry, after: before, by: order)
        )
    }

    /// The attributes of an entry that a change sends; nothing where it sends all of it.
    static func differing(
        _ operation: Operation,
        _ entry: PackedEntry,
        after before: PackedEntry?,
        by order: AttributeOrder
    ) -> [AttributeID]? {
        operation == .delete ? [] : before.map { order.sorted(entry.attributes(differingFrom: $0)) }
    }

    /// The attributes that are sent, ascending by name.
    public func changed(by order: AttributeOrder) -> [AttributeID] { differing ?? order.sorted(image.entry.attributes) }

    /// The names of the attributes that are sent, ascending, for those who show them.
    public func changed(in table: AttributeTable) -> [AttributeName] {
        changed(by: table.order).compactMap(table.name)
    }
}
