public import Directory

/// What the tenant knows of an object beside its attributes.
public struct TenantObjectDetails: Sendable, Hashable, Codable {
    /// Whether the object is synchronized (the product's `dirSyncEnabled`); otherwise the cloud is its master.
    public var isSynchronized = true
    /// Whether it came from a seed: what the seed did not say of it is unknown, and not empty.
    public var isSeeded = false
    /// What its identity was made from, where that is not its source anchor.
    public var seedIdentity: String?
    /// The administrative roles that it holds, ascending.
    public var roles: [String] = []
    /// The attributes of a seeded object that are known to be empty, ascending.
    public var knownEmpty: [AttributeName] = []
    /// What is kept back.
    public var errors: [ProvisioningError] = []
    /// What was sent, where the tenant shows something else.
    public var shadows: [TenantShadow] = []

    /// The details of an object that synchronization has just made.
    public init() {}

    /// Whether a sweep has to look at the object.
    public var needsAttention: Bool { !errors.isEmpty || !shadows.isEmpty }
}
