import COpenLDAP

extension LDAPError {
    /// The error that a server's result code stands for.
    static func result(
        _ number: Int32,
        message: String,
        matchedDN: String,
        operation: String,
        at endpoint: LDAPEndpoint
    ) -> LDAPError {
        let (code, sentence) = meaning(of: number, at: endpoint)
        let words = message.isEmpty ? LDAPLibrary.words(for: number) : message
        var text = "\(endpoint.url): \(operation) failed, \(sentence). The server says: \(words)"
        if !text.hasSuffix(".") { text += "." }
        if let subcode = ActiveDirectorySubcode(in: message) { text += " " + subcode.sentence }
        return LDAPError(
            code,
            text,
            at: endpoint,
            resultCode: LDAPResultCode(rawValue: number),
            matchedDN: matchedDN.isEmpty ? nil : matchedDN,
            diagnosticMessage: message.isEmpty ? nil : message
        )
    }

    private static func meaning(of number: Int32, at endpoint: LDAPEndpoint) -> (Code, String) {
        switch number {
        case LDAP_INVALID_CREDENTIALS: (.invalidCredentials, "the name or the password is wrong")
        // Samba in its strictest mode takes Kerberos with a layer of its own alone, and inside of TLS there is none.
        case LDAP_STRONG_AUTH_REQUIRED where endpoint.hasTLS:
            (
                .strongerAuthRequired,
                "the server does not take this sign-in inside of TLS: use a password, or an ldap:// URL without "
                    + "--start-tls, on which Kerberos seals the connection itself"
            )
        case LDAP_STRONG_AUTH_REQUIRED, LDAP_CONFIDENTIALITY_REQUIRED, LDAP_INAPPROPRIATE_AUTH:
            (
                .strongerAuthRequired,
                "the server wants TLS or another way to sign in: use an ldaps:// URL or --start-tls"
            )
        case LDAP_INSUFFICIENT_ACCESS: (.insufficientAccess, "this account may not do that")
        case LDAP_NO_SUCH_OBJECT: (.noSuchObject, "there is no such entry, or this account may not see it")
        case LDAP_SIZELIMIT_EXCEEDED: (.sizeLimit, "the server stopped at its limit of entries")
        case LDAP_TIMELIMIT_EXCEEDED: (.timeLimit, "the server stopped at its limit of time")
        case LDAP_ADMINLIMIT_EXCEEDED: (.adminLimit, "the server stopped at a limit of its administrator")
        case LDAP_BUSY, LDAP_UNAVAILABLE: (.busy, "the server is busy or not ready; try again later")
        case LDAP_SERVER_DOWN: (.serverDown, "the connection broke")
        case LDAP_OPERATIONS_ERROR: (.result, "the server wants a successful bind first")
        default: (.result, "result code \(number)")
        }
    }
}
