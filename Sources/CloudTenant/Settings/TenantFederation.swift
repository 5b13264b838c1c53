/// Where people of a federated domain sign in: what the tenant keeps beside the domain.
///
/// The addresses are those that AD FS serves by default below the name of its farm.
public struct TenantFederation: Sendable, Hashable, Codable {
    /// The name by which the farm signs: another one for each domain.
    public var issuer: String
    /// Where a browser signs in.
    public var passiveSignIn: String
    /// Where other programs do.
    public var activeSignIn: String
    /// Where the farm describes itself.
    public var metadata: String
    /// Where a browser signs out.
    public var signOut: String

    /// What a farm of that name has for a domain.
    public init(service: String, domain: String) {
        issuer = "http://\(domain)/adfs/services/trust/"
        passiveSignIn = "https://\(service)/adfs/ls/"
        activeSignIn = "https://\(service)/adfs/services/trust/2005/usernamemixed"
        metadata = "https://\(service)/adfs/services/trust/mex"
        signOut = "https://\(service)/adfs/ls/"
    }

    /// The parts by the names of Graph's `internalDomainFederation`, in order.
    public var parts: [(name: String, value: String)] {
        [
            ("issuerUri", issuer), ("passiveSignInUri", passiveSignIn), ("activeSignInUri", activeSignIn),
            ("metadataExchangeUri", metadata), ("signOutUri", signOut),
        ]
    }
}
