/// What readers still see of an object that has changed since.
public struct FormerObject: Sendable, Hashable {
    /// The object's identity.
    public let id: TenantObjectID
    /// The number of the change that readers do not see yet.
    public let revision: Int64
    /// Until when they do not see it.
    public let until: TenantInstant
    /// The object before the change; nothing where it was not there.
    public let object: TenantObject?

    /// Notes what readers see.
    public init(id: TenantObjectID, revision: Int64, until: TenantInstant, object: TenantObject?) {
        self.id = id
        self.revision = revision
        self.until = until
        self.object = object
    }
}
