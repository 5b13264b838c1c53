import COpenLDAP
import Directory

/// Opens a socket, hands it to libldap and sets TLS up; explains a certificate that was refused.
enum Handshake {
    static func open(_ endpoint: LDAPEndpoint) throws(LDAPError) -> LDAPHandle {
        let (handle, failure) = try attempt(endpoint, verifies: true)
        if let failure { throw explain(failure, endpoint) }
        handle.stopBlocking()
        return handle
    }

    private struct Failure {
        let timedOut: Bool
        let words: String
    }

    private static func attempt(_ endpoint: LDAPEndpoint, verifies: Bool) throws(LDAPError) -> (LDAPHandle, Failure?) {
        let socket = try SocketConnector.connect(to: endpoint)
        let handle = try LDAPHandle(
            socket: socket,
            url: endpoint.url.description,
            isLocal: endpoint.url.scheme == .ldapi
        )
        try handle.prepare(endpoint)
        guard endpoint.url.scheme == .ldaps || (endpoint.usesStartTLS && endpoint.url.scheme == .ldap) else {
            return (handle, nil)
        }
        try handle.prepareTLS(endpoint, verifies: verifies)
        let (code, timedOut) = HandshakeWatchdog.guarding(socket, for: endpoint.timeouts.handshake) {
            endpoint.url.scheme == .ldaps
                ? ldap_install_tls(handle.pointer) : ldap_start_tls_s(handle.pointer, nil, nil)
        }
        guard code != LDAP_SUCCESS else { return (handle, nil) }
        let words = handle.text(LDAP_OPT_DIAGNOSTIC_MESSAGE) ?? LDAPLibrary.words(for: code)
        return (handle, Failure(timedOut: timedOut, words: words))
    }

    /// libldap says little about why a handshake failed.
    ///
    /// A second one, which checks nothing and over which nothing is
    /// said, shows whether it was the certificate and for which names it is.
    private static func explain(_ failure: Failure, _ endpoint: LDAPEndpoint) -> LDAPError {
        if failure.timedOut {
            return LDAPError(
                .timeout,
                "\(endpoint.url): the TLS handshake was not over after \(endpoint.timeouts.handshake). Is it a TLS port?",
                at: endpoint
            )
        }
        guard let (handle, second) = try? attempt(endpoint, verifies: false), second == nil else {
            return LDAPError(
                .tlsFailed,
                "\(endpoint.url): TLS could not be set up (\(failure.words)). Is it a TLS port, with TLS 1.2 or later?",
                at: endpoint,
                diagnosticMessage: failure.words
            )
        }
        let facts = CertificateFacts(der: handle.peerCertificate)
        let host = endpoint.url.host
        if !facts.names.isEmpty, !facts.covers(host) {
            return LDAPError(
                .certificateForAnotherHost,
                "\(endpoint.url): the server's certificate is not for \(host), but for \(facts.names.joined(separator: ", ")). "
                    + "Use one of these names in the URL, or have the server's certificate made anew.",
                at: endpoint
            )
        }
        let authorities =
            endpoint.certificateAuthorityFile.map { "the file \($0)" } ?? "this system's certificate authorities"
        return LDAPError(
            .certificateUntrusted,
            "\(endpoint.url): the server's certificate cannot be verified with \(authorities). "
                + "Give the certificate authority that signed it with --ca-file, or see whether the certificate has expired.",
            at: endpoint
        )
    }
}
