import Directory

/// The servers to which a search may be referred, and who signs in there.
///
/// A referral chooses among them by its host and decides nothing else: how they are reached and trusted is what the
/// endpoints say. A host that is not among them is spoken to by nobody.
public struct ReferralPolicy: Sendable {
    /// The servers.
    public let servers: [LDAPEndpoint]
    /// Who signs in.
    public let credentials: LDAPCredentials
    /// How many referrals one search may follow in all; servers can refer to one another for ever.
    public let limit: Int

    /// Names the servers.
    public init(servers: [LDAPEndpoint], credentials: LDAPCredentials, limit: Int = 16) {
        self.servers = servers
        self.credentials = credentials
        self.limit = limit
    }

    /// The listed server that a referral means.
    func server(of referral: Referral) -> LDAPEndpoint? {
        servers.first { ASCII.lowercased($0.url.host) == referral.host }
    }
}
