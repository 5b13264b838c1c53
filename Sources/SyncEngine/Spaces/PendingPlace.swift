public import Directory

/// Where one object stands in the list of what waits to be exported.
///
/// The list has deletions first, then updates, then additions; each by class, name and source anchor.
public struct PendingPlace: Sendable, Hashable {
    /// What is done.
    public let operation: PendingExport.Operation
    /// The class on the tenant's side.
    public let objectClass: AttributeName
    /// Who it is, in small letters.
    public let name: String
    /// The source anchor.
    public let anchor: String

    /// Names a place, whether something stands there or not any more.
    public init(operation: PendingExport.Operation, objectClass: AttributeName, name: String, anchor: String) {
        self.operation = operation
        self.objectClass = objectClass
        self.name = name
        self.anchor = anchor
    }
}
