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
    /// Its source anchor, also where it has gone; nothing where it has none, or an earlier version let it go.
    public let anchor: String?

    /// Notes a change of an object that is there, deleted or not.
    public init(_ object: TenantObject, revision: Int64) {
        id = object.id
        self.revision = revision
        self.object = object
        anchor = object.anchor
    }

    /// Notes that an object has gone for good.
    public init(gone id: TenantObjectID, revision: Int64, anchor: String?) {
        self.id = id
        self.revision = revision
        object = nil
        self.anchor = anchor
    }
}
