import Directory
import Foundation
public import LDAPClient

/// Shows the certificate of a server that nobody vouches for, and keeps it once a person has compared its fingerprint.
public struct TrustServer: Sendable {
    private let endpoint: LDAPEndpoint

    /// Names the server; no workspace is needed.
    public init(_ text: String, startsTLS: Bool) throws {
        guard let url = LDAPURL(text), url.scheme != .ldapi, url.scheme == .ldaps || startsTLS else {
            throw TaskError(
                .configuration,
                "\"\(text)\" is not where a server shows a certificate. Write ldaps://host, or ldap://host with --start-tls."
            )
        }
        var endpoint = LDAPEndpoint(url: url)
        endpoint.usesStartTLS = startsTLS
        self.endpoint = endpoint
    }

    /// The server's name in the URL.
    public var host: String { endpoint.url.host }

    /// The certificate that the server shows; nothing is sent but the handshake.
    public func look() async throws -> ServerCertificate { try await LDAPConnection.certificate(shownBy: endpoint) }

    /// Writes the certificate into a file that is not there yet, if its fingerprint is the one that was compared.
    public func keep(fingerprint: String, in path: String) async throws -> ServerCertificate {
        let certificate = try await look()
        let wanted = fingerprint.uppercased().filter(\.isHexDigit)
        guard wanted == certificate.fingerprint.filter(\.isHexDigit) else {
            throw TaskError(
                .notTrusted,
                "The server's certificate has the fingerprint \(certificate.fingerprint), not the one that you gave. Nothing "
                    + "was written. Ask whoever runs the server which one is right."
            )
        }
        guard certificate.covers(endpoint.url.host) else {
            throw TaskError(
                .notTrusted,
                "The certificate is for \(certificate.names.joined(separator: ", ")), not for \(endpoint.url.host), and "
                    + "would be refused all the same. Nothing was written; use one of these names."
            )
        }
        do {
            try Data(certificate.pem.utf8).write(to: URL(filePath: path), options: [.withoutOverwriting])
        } catch {
            throw TaskError(.files, "The file \(path) is there already, or cannot be written. Nothing was written.")
        }
        return certificate
    }
}
