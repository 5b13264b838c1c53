/// Where a list of the tenant's objects goes on.
public struct TenantPlace: Sendable, Hashable {
    /// The source anchor of the last object; nothing where it has none.
    public let anchor: String?
    /// Its identity.
    public let id: TenantObjectID

    /// Names the place behind an object.
    public init(anchor: String?, id: TenantObjectID) {
        self.anchor = anchor
        self.id = id
    }
}
