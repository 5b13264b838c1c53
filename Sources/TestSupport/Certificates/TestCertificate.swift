import Crypto
import Foundation
import SwiftASN1
import X509

/// A certificate with whatever faults a test wants, signed by its own key.
public struct TestCertificate: Sendable {
    /// The certificate, a PEM file.
    public let file: String
    /// Its key, a PEM file that its owner alone can read.
    public let key: String

    /// Makes one in a folder.
    ///
    /// - Parameters:
    ///   - names: the subject alternative names; without any the extension is left out.
    ///   - days: from when to when it is valid, counted in days from now.
    public init(_ commonName: String, names: [String], days: ClosedRange<Int>, in folder: TemporaryFolder) throws {
        let secret = P256.Signing.PrivateKey()
        let issuer = try DistinguishedName { CommonName(commonName) }
        let alternatives = names.map { name -> GeneralName in
            let numbers = name.split(separator: ".").compactMap { UInt8($0) }
            return numbers.count == 4 ? .ipAddress(ASN1OctetString(contentBytes: numbers[...])) : .dnsName(name)
        }
        let certificate = try Certificate(
            version: .v3,
            serialNumber: .init(),
            publicKey: .init(secret.publicKey),
            notValidBefore: Date(timeIntervalSinceNow: Double(days.lowerBound) * 86_400),
            notValidAfter: Date(timeIntervalSinceNow: Double(days.upperBound) * 86_400),
            issuer: issuer,
            subject: issuer,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try .init {
                if !alternatives.isEmpty { SubjectAlternativeNames(alternatives) }
            },
            issuerPrivateKey: .init(secret)
        )
        let name = UUID().uuidString
        file = try folder.write(try certificate.serializeAsPEM().pemString + "\n", to: name + ".pem")
            .path(percentEncoded: false)
        key = try folder.write(secret.pemRepresentation + "\n", to: name + ".key").path(percentEncoded: false)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
    }
}
