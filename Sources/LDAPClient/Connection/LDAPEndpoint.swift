public import Directory

/// Where a server is and how it is to be trusted.
public struct LDAPEndpoint: Sendable, Hashable {
    /// The server.
    ///
    /// Its certificate must name the URL's host.
    public var url: LDAPURL
    /// Whether a connection by `ldap` is turned into TLS before anything else is said.
    public var usesStartTLS = false
    /// The file with the certificate authorities that are trusted, PEM; the system's own where there is none.
    public var certificateAuthorityFile: String?
    /// The certificate that this side shows when the server asks for one, PEM, with the file of its key.
    public var clientCertificate: ClientCertificate?
    /// Whether a password may cross a connection without TLS; honoured only towards an address of this machine.
    public var allowsPlaintextPassword = false
    /// How long to wait for what.
    public var timeouts = LDAPTimeouts.standard
    /// The largest message that is taken from the server, in bytes.
    public var maximumMessageSize = 64 * 1024 * 1024

    /// Makes an endpoint with the defaults.
    public init(url: LDAPURL) { self.url = url }

    /// Whether whatever is said after the beginning is said inside of TLS.
    var hasTLS: Bool { url.scheme == .ldaps || (usesStartTLS && url.scheme == .ldap) }
}
