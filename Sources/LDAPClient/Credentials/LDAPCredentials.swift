/// As whom a connection is used.
public enum LDAPCredentials: Sendable {
    /// As nobody.
    case anonymous
    /// By name and password: a DN, a user principal name, or `DOMAIN\user` where the server takes it.
    case simple(name: String, password: Secret)
    /// As the account that the transport proves: the local user over `ldapi`, or a client certificate.
    case external
    /// With Kerberos tickets.
    case kerberos(KerberosAccount)
}
