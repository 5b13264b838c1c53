/// Objects that the cloud is the master of, as they travel to an import.
public struct CloudPage: Sendable, Hashable, Codable {
    /// The objects; there can be none although more follow.
    public let objects: [SyncedObject]
    /// The identity behind which the next ones begin; nothing where there are no more.
    public let next: String?

    /// Where the next page begins.
    public var place: TenantObjectID? { next.flatMap { TenantObjectID($0) } }
}
