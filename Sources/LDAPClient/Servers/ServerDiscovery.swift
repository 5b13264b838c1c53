import Directory

/// How servers are found that nobody has listed: a domain whose servers the DNS knows, reached as another server is.
public struct ServerDiscovery: Sendable {
    /// Asks for the servers of a domain, best first.
    public typealias LookUp = @Sendable (String) async throws(LDAPError) -> [DiscoveredServer]

    /// The domain, a DNS name.
    public let domain: String
    private let model: LDAPEndpoint
    private let lookUp: LookUp

    /// Finds servers of a domain in the DNS (`_ldap._tcp`, RFC 2782), in the order of their priorities and weights.
    ///
    /// `model` says how each of them is reached: its scheme, StartTLS, authorities and timeouts.
    public init(domain: String, like model: LDAPEndpoint) {
        self.init(domain: domain, like: model) { domain throws(LDAPError) in
            try await ServiceRecords.servers(of: domain)
        }
    }

    /// Finds servers by another question than the DNS.
    init(domain: String, like model: LDAPEndpoint, lookUp: @escaping LookUp) {
        self.domain = domain
        self.model = model
        self.lookUp = lookUp
    }

    /// The same way to find and reach servers, for another domain.
    public func discovering(_ domain: String) -> ServerDiscovery {
        ServerDiscovery(domain: domain, like: model, lookUp: lookUp)
    }

    /// The servers, best first; throws a sentence where there is none.
    func servers() async throws(LDAPError) -> [LDAPEndpoint] {
        let found = try await lookUp(domain)
        let own = found.filter { $0.isWithin(domain) }
        guard !own.isEmpty else {
            throw LDAPError(
                .hostNotFound,
                "The DNS names only servers outside of the domain \(domain): "
                    + "\(found.map(\.host).joined(separator: ", ")). They are not used unasked; list those that are right."
            )
        }
        return own.map { server in
            var endpoint = model
            endpoint.url = Self.url(of: server, like: model.url)
            return endpoint
        }
    }

    /// Service records give the port of LDAP without TLS; TLS from the first byte has its own.
    static func url(of server: DiscoveredServer, like model: LDAPURL) -> LDAPURL {
        model.scheme == .ldaps
            ? LDAPURL(scheme: .ldaps, host: server.host)
            : LDAPURL(scheme: .ldap, host: server.host, port: server.port)
    }
}
