/// Changes of the tenant's objects as they travel to an import: those of one class behind a place.
public struct SyncedRevision: Sendable, Hashable, Codable {
    /// The changes of one class behind a place.
    public struct Page: Sendable, Hashable, Codable {
        /// The changes, ascending; an empty list where there are no more.
        public let changes: [SyncedRevision]
        /// The number of the last change of any object, when the page was read.
        public let now: Int64
    }

    /// The object's identity, as the tenant shows it.
    public let id: String
    /// The number of its last change.
    public let revision: Int64
    /// The object; nothing where it is not synchronized, deleted, or gone for good.
    public let object: SyncedObject?
    /// The source anchor of an object that is not there; nothing where it is, had none, or is not known to have had one.
    public let anchor: String?
    /// The object where the cloud is its master; nothing where it is not, or not any more.
    public let ofCloud: SyncedObject?

    /// Where a reader is that has read it.
    public var place: TenantRevision.Place { TenantRevision.Place(revision: revision, id: TenantObjectID(id)) }
}
