/// How many objects there are of one class.
public struct TenantCount: Sendable, Hashable, Codable {
    /// How many are there.
    public var present: Int
    /// How many are deleted and can be restored.
    public var deleted: Int

    /// Makes a count.
    public init(present: Int = 0, deleted: Int = 0) {
        self.present = present
        self.deleted = deleted
    }
}
