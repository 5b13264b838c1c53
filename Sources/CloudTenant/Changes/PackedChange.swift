public import Directory

/// One change as an exporter holds it: the packed entry, and which of its attributes are sent; no value is copied.
public struct PackedChange: Sendable {
    /// Where the entry is: by itself, or among others of one stretch of memory.
    private enum Source: Sendable {
        case alone(PackedEntry)
        case among(PackedEntries, Int)
    }

    /// What is asked.
    public let operation: TenantChange.Operation
    /// The class of the object.
    public let objectClass: AttributeName
    /// The source anchor of the object.
    public let anchor: String
    private let source: Source
    /// The attributes that are sent, in this order, of which one that the entry does not have is sent without values; nothing
    /// where all of the entry is sent.
    public let attributes: [AttributeID]?
    /// The name that the exporter gives the change; one that comes twice is carried out once.
    public let operationID: TenantOperationID?

    /// Makes a change whose entry lies among others, under a number; a deletion sends no attributes.
    public init(
        operation: TenantChange.Operation,
        objectClass: AttributeName,
        anchor: String,
        among entries: PackedEntries,
        _ number: Int,
        attributes: [AttributeID]?,
        operationID: TenantOperationID
    ) {
        self.operation = operation
        self.objectClass = objectClass
        self.anchor = anchor
        source = .among(entries, number)
        self.attributes = operation == .delete ? [] : attributes
        self.operationID = operationID
    }

    /// Makes a change; a deletion sends no attributes.
    public init(
        operation: TenantChange.Operation,
        objectClass: AttributeName,
        anchor: String,
        entry: PackedEntry,
        attributes: [AttributeID]?,
        operationID: TenantOperationID? = nil
    ) {
        self.operation = operation
        self.objectClass = objectClass
        self.anchor = anchor
        source = .alone(entry)
        self.attributes = operation == .delete ? [] : attributes
        self.operationID = operationID
    }

    /// The attributes that are sent; where all of the entry is sent, ascending by name.
    func sent(by order: AttributeOrder) -> [AttributeID] { attributes ?? order.sorted(entry.attributes) }

    /// The entry that has the values; its name is the one that the exporter gives the object.
    public var entry: PackedEntry {
        switch source {
        case .alone(let entry): entry
        case .among(let entries, let number): entries[number]
        }
    }

    /// Lends the entry where it lies.
    @inline(__always)
    func withLent<Result>(_ body: (LentEntry) -> Result) -> Result {
        switch source {
        case .alone(let entry): entry.withLent(body)
        case .among(let entries, let number): entries.withLent(number, body)
        }
    }
}
