import COpenLDAP
import Directory

extension LDAPConnection {
    /// Signs in with tickets: signed and sealed by SASL where there is no TLS, bound to the TLS channel where there is.
    func bind(_ account: KerberosAccount) async throws(LDAPError) {
        let limit = endpoint.timeouts.operation
        let found = await DisposableThread.run(for: limit) { [endpoint] in
            KerberosCredential.acquire(account, for: endpoint)
        }
        guard let found else {
            if Task.isCancelled {
                throw LDAPError(.cancelled, "\(endpoint.url): the sign-in was cancelled.", at: endpoint)
            }
            throw LDAPError(
                .timeout,
                "\(endpoint.url): the realm's servers gave no ticket within \(limit). Do the servers that krb5.conf names "
                    + "answer?",
                at: endpoint
            )
        }
        try signIn(account, found.get())
    }

    /// The sign-in itself waits for the directory alone: its ticket is in the cache.
    private func signIn(_ account: KerberosAccount, _ credential: KerberosCredential) throws(LDAPError) {
        let handle = try open(for: "the sign-in")
        let isProtected = ldap_tls_inplace(handle.pointer) != 0
        // Active Directory refuses a second layer inside of TLS (MS-ADTS section 5.1.1.1.2).
        let properties = isProtected ? "noanonymous,maxssf=0" : "noanonymous,minssf=\(Self.weakestSeal)"
        let (code, timedOut) = HandshakeWatchdog.guarding(handle.descriptor, for: endpoint.timeouts.operation) {
            dryad_sasl_bind(handle.pointer, account.mechanism.rawValue, properties, credential.pointer)
        }
        let words = handle.text(LDAP_OPT_DIAGNOSTIC_MESSAGE) ?? LDAPLibrary.words(for: code)
        if timedOut {
            throw LDAPError(.timeout, "\(endpoint.url): the sign-in had no answer in time.", at: endpoint)
        }
        if code == LDAP_AUTH_UNKNOWN {
            throw LDAPError(
                .kerberos,
                "\(endpoint.url): this system cannot speak \(account.mechanism.rawValue). Install the SASL plug-in "
                    + "(Debian's package libsasl2-modules-gssapi-mit). SASL says: \(words)",
                at: endpoint
            )
        }
        guard code == LDAP_SUCCESS else {
            throw LDAPError.result(code, message: words, matchedDN: "", operation: "the sign-in", at: endpoint)
        }
        // One of the mechanisms does not keep to the least strength that it was given.
        guard isProtected || dryad_sasl_strength(handle.pointer) >= UInt(Self.weakestSeal) else {
            close()
            throw LDAPError(
                .insecure,
                "\(endpoint.url): the sign-in went well and the connection is not sealed. Use an ldaps:// URL.",
                at: endpoint
            )
        }
    }

    /// Bits; below it the layer signs and does not seal (RFC 4752 section 3.3).
    private static let weakestSeal = 56

    /// As whom SASL has signed in and how strong its layer is in bits; nothing after another kind of sign-in.
    public var saslIdentity: (account: String, strength: Int)? {
        guard let handle, let account = handle.text(LDAP_OPT_X_SASL_USERNAME) else { return nil }
        return (account, Int(dryad_sasl_strength(handle.pointer)))
    }
}
