public import Directory

/// An object of the simulated tenant.
public struct TenantObject: Sendable, Hashable {
    /// Its class: `user`, `group`, `contact`, `device`.
    public let objectClass: AttributeName
    /// The source anchor by which the synchronizing side knows it; it never changes.
    public let anchor: String
    /// Its attributes, in the tenant's own attribute table; the DN is the name that the exporter gave it.
    public let entry: PackedEntry

    /// Makes an object.
    public init(objectClass: AttributeName, anchor: String, entry: PackedEntry) {
        self.objectClass = objectClass
        self.anchor = anchor
        self.entry = entry
    }
}
