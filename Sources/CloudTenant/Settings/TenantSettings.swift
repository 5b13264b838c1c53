/// What people decide about a tenant; it is kept in the tenant's own store.
public struct TenantSettings: Sendable, Hashable, Codable {
    /// Its domains.
    public var domains = TenantDomains()
    /// The features of synchronization.
    public var features = TenantFeatures()
    /// How many objects it may hold.
    public var quota = TenantQuota()
    /// How many changes it takes in which time.
    public var throttle = TenantThrottle()
    /// What happens to a second writer.
    public var writerPolicy = TenantWriterPolicy.report
    /// For how many seconds a deleted user can be restored: 30 days.
    public var restoreSeconds: Int64 = 30 * 86_400

    /// The settings of a new tenant.
    public init() {}
}
