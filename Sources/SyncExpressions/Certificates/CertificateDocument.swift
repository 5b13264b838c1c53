import Crypto
import Directory
import Foundation
import SwiftASN1
import X509

/// An X.509 certificate as the certificate functions read it: every part that they ask for, whatever its algorithms.
struct CertificateDocument {
    /// An algorithm with its parameters, which are DER or missing.
    struct Algorithm {
        let oid: String
        let parameters: [UInt8]
    }

    let der: [UInt8]
    let version: Int64
    let serialNumber: [UInt8]
    let signatureAlgorithm: Algorithm
    let issuer: CertificateName
    let notBefore: FileTime
    let notAfter: FileTime
    let subject: CertificateName
    let keyAlgorithm: Algorithm
    let extensions: [Certificate.Extension]

    /// Reads DER, or Base64 of it, with the lines that PEM puts around it or not.
    init?(bytes: [UInt8]) {
        guard let der = Self.der(bytes), let root = try? DER.parse(der) else { return nil }
        guard let document = try? DER.sequence(root, identifier: .sequence, { try Self.fields(&$0, der) }) else {
            return nil
        }
        self = document
    }

    private init(
        _ nodes: inout ASN1NodeCollection.Iterator,
        der: [UInt8]
    ) throws {
        self.der = der
        let versionNumber = try DER.optionalExplicitlyTagged(&nodes, tagNumber: 0, tagClass: .contextSpecific) {
            try Int64(derEncoded: $0)
        }
        version = (versionNumber ?? 0) + 1
        let number = try ArraySlice<UInt8>(derEncoded: &nodes)
        // Windows leaves out the zero that keeps a large number from being read as a negative one.
        serialNumber = Array(number.count > 1 && number.first == 0 ? number.dropFirst() : number)
        signatureAlgorithm = try Self.algorithm(&nodes)
        issuer = CertificateName(try X509.DistinguishedName(derEncoded: Self.next(&nodes)))
        (notBefore, notAfter) = try DER.sequence(Self.next(&nodes), identifier: .sequence) { dates in
            (try Self.time(Self.next(&dates)), try Self.time(Self.next(&dates)))
        }
        subject = CertificateName(try X509.DistinguishedName(derEncoded: Self.next(&nodes)))
        keyAlgorithm = try DER.sequence(Self.next(&nodes), identifier: .sequence) { parts in
            let algorithm = try Self.algorithm(&parts)
            _ = parts.next()
            return algorithm
        }
        var extensions: [Certificate.Extension] = []
        while let node = nodes.next() {
            // Unique identifiers of the issuer and the subject stand before the extensions, and nobody uses them.
            guard node.identifier == ASN1Identifier(tagWithNumber: 3, tagClass: .contextSpecific) else { continue }
            extensions = try DER.explicitlyTagged(node, tagNumber: 3, tagClass: .contextSpecific) {
                try DER.sequence(of: Certificate.Extension.self, identifier: .sequence, rootNode: $0)
            }
        }
        self.extensions = extensions
    }

    private static func fields(
        _ nodes: inout ASN1NodeCollection.Iterator,
        _ der: [UInt8]
    ) throws -> CertificateDocument {
        let document = try DER.sequence(Self.next(&nodes), identifier: .sequence) {
            try CertificateDocument(&$0, der: der)
        }
        // The signature's algorithm and the signature; nobody asks whether it is good.
        guard nodes.next() != nil, nodes.next() != nil else { throw CocoaError(.coderValueNotFound) }
        return document
    }

    private static func next(_ nodes: inout ASN1NodeCollection.Iterator) throws -> ASN1Node {
        guard let node = nodes.next() else { throw CocoaError(.coderValueNotFound) }
        return node
    }

    private static func algorithm(_ nodes: inout ASN1NodeCollection.Iterator) throws -> Algorithm {
        try DER.sequence(Self.next(&nodes), identifier: .sequence) { parts in
            let oid = try ASN1ObjectIdentifier(derEncoded: &parts)
            return Algorithm(oid: "\(oid)", parameters: parts.next().map { Array($0.encodedBytes) } ?? [])
        }
    }

    private static func time(_ node: ASN1Node) throws -> FileTime {
        var civil: CivilTime
        if node.identifier == .utcTime {
            let time = try UTCTime(derEncoded: node)
            civil = CivilTime(year: time.year, month: time.month, day: time.day)
            (civil.hour, civil.minute, civil.second) = (time.hours, time.minutes, time.seconds)
        } else {
            let time = try GeneralizedTime(derEncoded: node)
            civil = CivilTime(year: time.year, month: time.month, day: time.day)
            (civil.hour, civil.minute, civil.second) = (time.hours, time.minutes, time.seconds)
        }
        guard let moment = civil.fileTime else { throw CocoaError(.coderInvalidValue) }
        return moment
    }

    private static func der(_ bytes: [UInt8]) -> [UInt8]? {
        // A certificate is longer than 127 bytes, so that in DER its second byte is no character.
        if bytes.first == 0x30, bytes.count > 1, bytes[1] >= 0x80 { return bytes }
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        let text = lines.filter { !$0.hasPrefix("-----") }.joined().filter { !$0.isWhitespace }
        return Data(base64Encoded: text).map { Array($0) }
    }

    /// The whole certificate's SHA-1, in capitals.
    var thumbprint: String { ASCII.hex(Insecure.SHA1.hash(data: der)) }

    /// The object identifiers of all extensions.
    var extensionIdentifiers: [String] { extensions.map { "\($0.oid)" } }

    /// The alternative names of the subject, or of the issuer.
    func alternativeNames(ofIssuer: Bool) -> [GeneralName] {
        let wanted = ofIssuer ? "2.5.29.18" : "2.5.29.17"
        guard let found = extensions.first(where: { "\($0.oid)" == wanted }) else { return [] }
        let read = Certificate.Extension(
            oid: .X509ExtensionID.subjectAlternativeName,
            critical: found.critical,
            value: found.value
        )
        return (try? SubjectAlternativeNames(read)).map { Array($0) } ?? []
    }
}
