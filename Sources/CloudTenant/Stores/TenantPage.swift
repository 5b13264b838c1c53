public import Directory

/// Some objects of one class, ascending by identity.
public struct TenantPage: Sendable, Hashable {
    /// The class.
    public let objectClass: AttributeName
    /// The identity behind which the page begins; nothing for the first.
    public let after: TenantObjectID?
    /// How many objects there may be.
    public let limit: Int

    /// Asks for a page.
    public init(of objectClass: AttributeName, after: TenantObjectID? = nil, limit: Int) {
        self.objectClass = objectClass
        self.after = after
        self.limit = limit
    }
}
