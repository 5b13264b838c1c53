import Directory
import Foundation
import TestSupport
import Testing

@testable import SyncExpressions

@Suite("Certificates")
struct CertificateTests {
    private let attributes: [AttributeName: ExpressionValue]
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        let made = try TestCertificate(
            "Ada, \"Countess\"",
            names: ["ada.corp.example", "127.0.0.1"],
            days: -1...1,
            in: folder
        )
        let pem = try String(contentsOfFile: made.file, encoding: .utf8)
        let lines = pem.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
        let der = try #require(Data(base64Encoded: lines))
        attributes = [
            "pem": .binary(Array(pem.utf8)), "lines": .string(lines), "der": .binary(Array(der)),
            "several": .list([.binary(Array(der)), .binary(Array(der))]), "cut": .binary(Array(der.dropLast())),
            "more": .binary(Array(der) + [0]),
        ]
    }

    @Test("DER, Base64 and PEM are the same certificate", arguments: ["der", "pem", "lines"])
    func forms(_ name: String) {
        #expect(TestContext.result("IsCert([\(name)])", attributes) == "True")
        let hashes = [name, "der"].map { TestContext.result("CertThumbprint([\($0)])", attributes) }
        #expect(hashes[0] == hashes[1] && hashes[0].utf8.count == 42)
    }

    @Test(
        "a certificate is read whoever made it",
        arguments: [
            ("CertSubject([der])", "\"CN=\\\"Ada, \\\"\\\"Countess\\\"\\\"\\\"\""),
            ("CertNameInfo([der], \"DnsName\", False)", "\"ada.corp.example\""),
            ("CertNameInfo([der], \"DnsFromAlternativeName\", False)", "\"ada.corp.example\""),
            ("CertNameInfo([der], \"DnsName\", True)", "\"Ada, \\\"Countess\\\"\""),
            ("CertNameInfo([der], \"UpnName\", False)", "\"\""), ("CertVersion([several])", "{3, 3}"),
            ("CertNameInfo([der], \"Other\", False)", "EXP042"),
            ("CertNotBefore([der]) = CertNotBefore([pem])", "True"), ("CertVersion(NULL)", "NULL"),
            ("CertExtensionOids([der])", "\"2.5.29.17\""),
        ]
    )
    func parts(_ expression: String, _ expected: String) {
        #expect(TestContext.result(expression, attributes) == expected)
    }

    @Test("what is no certificate is an error, and IsCert says so", arguments: ["cut", "more", "text", "number"])
    func others(_ name: String) {
        let values = attributes.merging(["text": .string("abc"), "number": .number(1)]) { $1 }
        if name != "number" { #expect(TestContext.result("IsCert([\(name)])", values) == "False") }
        #expect(TestContext.result("CertSubject([\(name)])", values).hasPrefix("error: "))
    }

    @Test("no bytes make the reader do anything but answer", arguments: SeededGenerator.seeds(300))
    func hostile(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var bytes = ExampleCertificate.bytes
        for _ in 0...generator.number(below: 4) {
            bytes[generator.number(below: bytes.count)] = UInt8(truncatingIfNeeded: generator.next())
        }
        if generator.number(below: 4) == 0 { bytes.removeLast(generator.number(below: bytes.count)) }
        guard let document = CertificateDocument(bytes: bytes) else { return }
        for kind in CertificateNameKind.allCases {
            _ = kind.name(in: document, ofIssuer: generator.number(below: 2) == 0)
        }
        #expect(document.thumbprint.utf8.count == 40)
    }
}
