import Directory
import Foundation
import TestSupport
import Testing

@testable import LDAPClient

@Suite("Certificates")
struct CertificateTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let faults: [(String, names: [String], days: ClosedRange<Int>, LDAPError.Code, says: String)] = [
        ("for another host", ["dc9.elsewhere.test"], -1...10, .certificateForAnotherHost, "dc9.elsewhere.test"),
        ("without a subject alternative name", [], -1...10, .certificateUntrusted, "no subject alternative name"),
        ("that has ended", ["@HOST@"], -10 ... -2, .certificateUntrusted, "ended on"),
        ("that has not begun", ["@HOST@"], 2...10, .certificateUntrusted, "valid from"),
    ]

    /// Each is its own authority here, so that nothing but the fault can be what refuses it.
    @Test("one with a fault is refused with the reason, whoever signed it", arguments: faults.indices)
    func refused(_ index: Int) async throws {
        let (what, names, days, code, says) = Self.faults[index]
        let network = TestNetwork.next()
        let hosts = names.map { $0 == "@HOST@" ? "127.77.\(network).10" : $0 }
        let certificate = try TestCertificate("dc1", names: hosts, days: days, in: folder)
        let server = try PlainDirectory(
            "TLSCertificateFile \(certificate.file)\nTLSCertificateKeyFile \(certificate.key)\n",
            network: network
        )
        var endpoint = LDAPEndpoint(url: try #require(LDAPURL(server.secureURL)))
        endpoint.certificateAuthorityFile = certificate.file
        let error = await #expect(throws: LDAPError.self, "one \(what)") {
            _ = try await LDAPConnection.connect(to: endpoint)
        }
        #expect(error?.code == code, "\(what): \(error?.description ?? "")")
        #expect(error?.description.contains(says) == true, "\(what): \(error?.description ?? "")")
    }

    @Test("one that nobody vouches for is shown with what has to be compared, and accepted once it is trusted itself")
    func pinned() async throws {
        let network = TestNetwork.next()
        let certificate = try TestCertificate("dc1", names: ["127.77.\(network).10"], days: -1...10, in: folder)
        let server = try PlainDirectory(
            "TLSCertificateFile \(certificate.file)\nTLSCertificateKeyFile \(certificate.key)\n",
            network: network
        )
        var endpoint = LDAPEndpoint(url: try #require(LDAPURL(server.secureURL)))
        let error = await #expect(throws: LDAPError.self) { _ = try await LDAPConnection.connect(to: endpoint) }
        let shown = try #require(error?.certificate)
        #expect(error?.description.contains(shown.fingerprint) == true && shown.fingerprint.count == 95)
        #expect(shown.subject == "CN=dc1" && shown.issuer == "CN=dc1" && shown.names == ["127.77.\(network).10"])
        #expect(try await LDAPConnection.certificate(shownBy: endpoint) == shown)
        endpoint.certificateAuthorityFile = try folder.write(shown.pem, to: "kept.pem").path(percentEncoded: false)
        let connection = try await LDAPConnection.connect(to: endpoint)
        #expect(await connection.certificate == shown)
        await connection.close()
    }

    @Test(
        "which hosts a certificate covers",
        arguments: [
            (["dc1.corp.example"], "DC1.corp.example", true), (["*.corp.example"], "dc1.corp.example", true),
            (["*.corp.example"], "a.dc1.corp.example", false), (["*.corp.example"], "corp.example", false),
            (["127.0.0.1"], "127.0.0.1", true), ([], "dc1", false),
        ]
    )
    func covers(_ names: [String], _ host: String, _ expected: Bool) throws {
        let certificate = try TestCertificate("x", names: names, days: 0...1, in: folder)
        let pem = try String(contentsOfFile: certificate.file, encoding: .utf8)
        let body = pem.split(separator: "\n").filter { !$0.hasPrefix("-") }.joined()
        let der = try #require(Data(base64Encoded: body))
        #expect(try #require(ServerCertificate(der: Array(der))).covers(host) == expected)
    }

    @Test("bytes that are no certificate are none", arguments: SeededBytes.samples)
    func hostile(_ bytes: [UInt8]) { #expect(ServerCertificate(der: bytes) == nil) }

    private enum SeededBytes {
        static let samples: [[UInt8]] = SeededGenerator.seeds(50).map { seed in
            var generator = SeededGenerator(seed: seed)
            return generator.bytes(atMost: 300)
        }
    }

    @Test("a client signs in by the certificate that it shows, and says what is wrong with the files")
    func client() async throws {
        let network = TestNetwork.next()
        let server = try TestCertificate("dc1", names: ["127.77.\(network).10"], days: -1...10, in: folder)
        let client = try TestCertificate("reader", names: [], days: -1...10, in: folder)
        let directory = try PlainDirectory(
            """
            TLSCertificateFile \(server.file)
            TLSCertificateKeyFile \(server.key)
            TLSCACertificateFile \(client.file)
            TLSVerifyClient demand

            """,
            network: network
        )
        var endpoint = LDAPEndpoint(url: try #require(LDAPURL(directory.secureURL)))
        endpoint.certificateAuthorityFile = server.file
        endpoint.clientCertificate = ClientCertificate(file: client.file, keyFile: client.key)
        let connection = try await LDAPConnection.connect(to: endpoint)
        try await connection.bind(.external)
        #expect(try await connection.whoAmI().lowercased() == "dn:cn=reader")
        await connection.close()
        let faults = [(client.file, server.key, "does the key fit"), (client.file, "/nowhere.key", "cannot be read")]
        for (file, key, words) in faults {
            endpoint.clientCertificate = ClientCertificate(file: file, keyFile: key)
            let error = await #expect(throws: LDAPError.self) { _ = try await LDAPConnection.connect(to: endpoint) }
            #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
        }
    }
}
