/// A server that the DNS names for a domain (RFC 2782).
public struct DiscoveredServer: Sendable, Hashable {
    /// The host's name, without a dot at the end.
    public let host: String
    /// The port, as the DNS gives it: that of LDAP without TLS.
    public let port: UInt16

    /// Names a server.
    public init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Whether the host is the domain itself or is named below it.
    ///
    /// Nobody vouches for an answer of the DNS, and a certificate proves only that the host is the one that was named.
    /// A host of somebody else's domain would get the password; whoever has one lists it as a server.
    public func isWithin(_ domain: String) -> Bool {
        let (host, domain) = (host.lowercased(), domain.lowercased())
        return host == domain || host.hasSuffix("." + domain)
    }
}
