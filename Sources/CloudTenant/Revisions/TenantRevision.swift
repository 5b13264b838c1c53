/// An object that has changed, by the number of the change.
public struct TenantRevision: Sendable, Hashable {
    /// Where a reader of changes is.
    public struct Place: Sendable, Hashable {
        /// The number of the last change that was read; changes of one transaction have one number.
        public let revision: Int64
        /// The object that was read last among those of that number; nothing where all were.
        public let id: TenantObjectID?

        /// Notes a place.
        public init(revision: Int64, id: TenantObjectID? = nil) {
            self.revision = revision
            self.id = id
        }
    }

    /// The object's identity.
    public let id: TenantObjectID
    /// The number of its last change.
    public let revision: Int64
    /// The object; nothing where it has gone for good.
    public let object: TenantObject?

    /// Notes a change.
    public init(id: TenantObjectID, revision: Int64, object: TenantObject?) {
        self.id = id
        self.revision = revision
        self.object = object
    }
}
