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
    /// The attributes that differ from what was last exported, ascending by name; all of them for an addition.
    ///
    /// They are numbers of the table that the image's entry belongs to: most changes are sent and never shown.
    public let changed: [AttributeID]

    /// The connector it leaves by.
    public var connector: ConnectorID { image.connector }
    /// The class on the tenant's side.
    public var objectClass: AttributeName { image.objectClass }
    /// The source anchor.
    public var anchor: String { image.anchor }

    /// Makes a pending export.
    public init(operation: Operation, image: ExportImage, changed: [AttributeID]) {
        self.operation = operation
        self.image = image
        self.changed = changed
    }

    /// Works out which attributes a change sends, beside the entry that the target has accepted last, where it has one.
    public init(_ operation: Operation, of image: ExportImage, after before: PackedEntry?, by order: AttributeOrder) {
        let attributes: [AttributeID] =
            switch (operation, before) {
            case (.delete, _): []
            case (_, let before?): image.entry.attributes(differingFrom: before)
            case (_, nil): image.entry.attributes
            }
        self.init(operation: operation, image: image, changed: order.sorted(attributes))
    }

    /// The names of the attributes that differ, ascending, for those who show them.
    public func changed(in table: AttributeTable) -> [AttributeName] { changed.compactMap(table.name) }
}
