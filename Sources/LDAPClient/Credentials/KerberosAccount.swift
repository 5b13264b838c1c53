/// An account that signs in with Kerberos tickets, by SASL (RFC 4752, RFC 4178).
///
/// Where the realm's servers are comes from the system's krb5.conf, or from the one that `KRB5_CONFIG` names.
public struct KerberosAccount: Sendable, Hashable {
    /// Where its tickets come from.
    public enum Source: Sendable, Hashable, Codable {
        /// A file with keys; a ticket is fetched with them and kept in memory.
        case keytab(String)
        /// A file with tickets, as `kinit -c` writes it.
        case ticketCache(String)
    }

    /// How the sign-in is spoken.
    public enum Mechanism: String, Sendable, Hashable, Codable, CaseIterable {
        /// Kerberos itself.
        case gssapi = "GSSAPI"
        /// Kerberos, as Windows negotiates it.
        case spnego = "GSS-SPNEGO"
    }

    /// Where its tickets come from.
    public let source: Source
    /// Whose tickets, `account@REALM`; whoever the file is for, where there is none.
    public let principal: String?
    /// How the sign-in is spoken.
    public let mechanism: Mechanism

    /// Describes an account.
    public init(source: Source, principal: String? = nil, mechanism: Mechanism = .gssapi) {
        self.source = source
        self.principal = principal
        self.mechanism = mechanism
    }
}
