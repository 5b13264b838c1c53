import Foundation
import TestSupport
import Testing

@Suite("dryad forest trust")
struct TrustTests {
    @Test("shows the certificate, keeps it only for the fingerprint that it has, and then it is trusted")
    func trust() throws {
        let network = TestNetwork.next()
        let folder = try TemporaryFolder()
        let certificate = try TestCertificate("dc1", names: ["127.77.\(network).10"], days: -1...10, in: folder)
        let server = try PlainDirectory(
            "TLSCertificateFile \(certificate.file)\nTLSCertificateKeyFile \(certificate.key)\n",
            network: network
        )
        let workspace = try WorkspaceOnDisk()
        let dryad = workspace.dryad
        let refused = try dryad.run("forest", "add", "f", "--url", server.secureURL)
        #expect(refused.code == 1 && refused.errors.contains("dryad forest trust"), "\(refused.errors)")
        let shown = try dryad.run("forest", "trust", server.secureURL)
        #expect(shown.code == 2, "\(shown.errors)")
        let line = try #require(shown.output.split(separator: "\n").first { $0.contains("SHA-256 ") })
        let fingerprint = try #require(line.split(separator: " ").last.map(String.init))
        #expect(refused.errors.contains(fingerprint))
        let other = String(fingerprint.dropLast(2)) + (fingerprint.hasSuffix("00") ? "01" : "00")
        let wrong = try dryad.run("forest", "trust", server.secureURL, "--fingerprint", other, "--to", "kept.pem")
        #expect(wrong.code == 1 && wrong.errors.contains("not the one that you gave"), "\(wrong.errors)")
        #expect(!FileManager.default.fileExists(atPath: workspace.folder.file("kept.pem").path(percentEncoded: false)))
        let kept = try dryad.run(
            "forest",
            "trust",
            server.secureURL,
            "--fingerprint",
            fingerprint.lowercased(),
            "--to",
            "kept.pem"
        )
        #expect(kept.code == 0 && kept.output.contains("--ca-file kept.pem"), "\(kept.output) \(kept.errors)")
        #expect(try dryad.run("forest", "add", "f", "--url", server.secureURL, "--ca-file", "kept.pem").code == 0)
        let twice = try dryad.run("forest", "trust", server.secureURL, "--fingerprint", fingerprint, "--to", "kept.pem")
        #expect(twice.code == 1 && twice.errors.contains("is there already"))
    }
}
