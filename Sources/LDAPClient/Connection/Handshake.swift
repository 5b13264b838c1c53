import COpenLDAP
import Directory
import Foundation

/// Opens a socket, hands it to libldap and sets TLS up; explains a certificate that was refused.
enum Handshake {
    static func open(_ endpoint: LDAPEndpoint) throws(LDAPError) -> LDAPHandle {
        let (handle, failure) = try attempt(endpoint, verifies: true)
        if let failure { throw explain(failure, endpoint) }
        handle.stopBlocking()
        return handle
    }

    /// The certificate that a server shows to whoever asks.
    static func look(_ endpoint: LDAPEndpoint) throws(LDAPError) -> ServerCertificate? {
        let (handle, failure) = try attempt(endpoint, verifies: false)
        if let failure { throw explain(failure, endpoint) }
        return ServerCertificate(der: handle.peerCertificate)
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
        guard endpoint.hasTLS else {
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
        let certificate = ServerCertificate(der: handle.peerCertificate)
        let host = endpoint.url.host
        if let certificate, !certificate.names.isEmpty, !certificate.covers(host) {
            return LDAPError(
                .certificateForAnotherHost,
                "\(endpoint.url): the server's certificate is not for \(host), but for "
                    + "\(certificate.names.joined(separator: ", ")). Use one of these names in the URL, or have the server's "
                    + "certificate made anew.",
                at: endpoint,
                certificate: certificate
            )
        }
        return LDAPError(
            .certificateUntrusted,
            "\(endpoint.url): the server's certificate \(why(certificate, endpoint))",
            at: endpoint,
            certificate: certificate
        )
    }

    private static func why(_ certificate: ServerCertificate?, _ endpoint: LDAPEndpoint) -> String {
        let authorities =
            endpoint.certificateAuthorityFile.map { "the file \($0)" } ?? "this system's certificate authorities"
        guard let certificate else { return "cannot be read, and so it is not trusted." }
        let form = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
        if certificate.names.isEmpty {
            return "names no host (it has no subject alternative name), and so it is not trusted. Have it made anew."
        }
        if certificate.ends < .now { return "ended on \(certificate.ends.formatted(form)). Have it made anew." }
        if certificate.begins > .now {
            return "is valid from \(certificate.begins.formatted(form)) on. Are both clocks right?"
        }
        return
            "cannot be verified with \(authorities). It is \(certificate.subject)'s, signed by \(certificate.issuer), "
            + "valid until \(certificate.ends.formatted(form)), SHA-256 \(certificate.fingerprint). Give the certificate "
            + "authority that signed it with --ca-file; `dryad forest trust` helps where there is none."
    }
}
