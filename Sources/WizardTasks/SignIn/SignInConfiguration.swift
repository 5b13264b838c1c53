/// What people decide about signing in to the tenant.
public struct SignInConfiguration: Sendable, Hashable, Codable {
    /// How people sign in.
    public var method = SignInMethod.passwordHashSync
    /// Whether machines of the forests' domains sign their people in without asking.
    public var hasSeamlessSSO = false
    /// The name of the AD FS farm, such as `sts.contoso.com`; nothing where there is none.
    public var federationService: String?

    /// What the product's express settings choose.
    public init() {}
}
