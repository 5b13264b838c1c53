import Crypto
import Directory
public import Foundation
import SwiftASN1
import X509

/// The certificate that a server has shown, as people compare it.
public struct ServerCertificate: Sendable, Hashable, Codable {
    /// Whose it is, as a distinguished name.
    public let subject: String
    /// Who signed it, as a distinguished name.
    public let issuer: String
    /// From when on it is valid.
    public let begins: Date
    /// Until when it is valid.
    public let ends: Date
    /// The DNS names and addresses that it is for (RFC 5280 section 4.2.1.6).
    public let names: [String]
    /// SHA-256 of the whole certificate: 32 pairs of capital digits with colons between them.
    public let fingerprint: String
    /// The certificate in DER.
    public let der: [UInt8]

    /// Reads a certificate; nothing when it cannot be read.
    public init?(der: [UInt8]) {
        guard !der.isEmpty, let certificate = try? Certificate(derEncoded: der) else { return nil }
        subject = "\(certificate.subject)"
        issuer = "\(certificate.issuer)"
        begins = certificate.notValidBefore
        ends = certificate.notValidAfter
        let alternative = try? certificate.extensions.subjectAlternativeNames
        names = (alternative.map { Array($0) } ?? []).compactMap { name in
            switch name {
            case .dnsName(let name): name
            case .ipAddress(let address) where address.bytes.count == 4:
                address.bytes.map { String($0) }.joined(separator: ".")
            default: nil
            }
        }
        let digits = Array(ASCII.hex(SHA256.hash(data: der)))
        fingerprint = stride(from: 0, to: digits.count, by: 2).map { String(digits[$0...$0 + 1]) }.joined(
            separator: ":"
        )
        self.der = der
    }

    /// Whether one of the names is this host, a wildcard standing for one label (RFC 6125 section 6.4.3).
    public func covers(_ host: String) -> Bool {
        let host = ASCII.lowercased(host)
        return names.contains { name in
            let name = ASCII.lowercased(name)
            guard name.hasPrefix("*.") else { return name == host }
            return host.split(separator: ".").dropFirst().joined(separator: ".") == name.dropFirst(2)
        }
    }

    /// The certificate as a PEM file holds it (RFC 7468).
    public var pem: String {
        "-----BEGIN CERTIFICATE-----\n"
            + Data(der).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
            + "\n-----END CERTIFICATE-----\n"
    }
}
