import Directory

/// Decides whether a password may be sent.
enum BindPolicy {
    static func check(_ name: String, _ password: Secret, _ endpoint: LDAPEndpoint, isProtected: Bool) throws(LDAPError)
    {
        guard !name.isEmpty, !password.isEmpty else {
            throw LDAPError(
                .insecure,
                "A sign-in with an empty name or password would be anonymous; it was not sent.",
                at: endpoint
            )
        }
        guard !password.bytes.contains(0) else {
            throw LDAPError(.insecure, "The password holds a zero byte; is the password file text?", at: endpoint)
        }
        let isLocal = endpoint.url.scheme == .ldapi
        guard isProtected || isLocal || (endpoint.allowsPlaintextPassword && endpoint.url.isLoopback) else {
            throw LDAPError(
                .insecure,
                "The password was not sent: \(endpoint.url) is not protected by TLS. Use an ldaps:// URL or --start-tls.",
                at: endpoint
            )
        }
    }
}
