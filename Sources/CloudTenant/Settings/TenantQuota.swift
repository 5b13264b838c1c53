/// How many objects a tenant may hold.
public struct TenantQuota: Sendable, Hashable, Codable {
    /// Objects of a tenant whose domains are all unverified.
    public var unverified = 50_000
    /// Objects of a tenant with a verified domain.
    public var verified = 300_000
    /// A number that was agreed upon and holds in place of both.
    public var agreed: Int?

    /// The documented quota.
    public init() {}

    /// How many objects there may be.
    public func limit(_ domains: TenantDomains) -> Int {
        agreed ?? (domains.hasVerified || !domains.areKnown ? verified : unverified)
    }
}
