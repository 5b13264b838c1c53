import Foundation
import Lab
import TestSupport
import Testing

/// What Samba's domain controller takes depends on its option "ldap server require strong auth" (smb.conf(5)).
@Suite("A domain controller that wants a strong sign-in", .needsSamba, .forest(.samba), .serialized)
struct StrongAuthenticationTests {
    private enum Transport: CaseIterable { case plain, startTLS, ldaps }
    private enum Proof: CaseIterable { case password, insistedPassword, gssapi, spnego }

    @Test(
        "takes what is sealed in every mode, and what it refuses is explained with a way that works",
        arguments: ["no", "allow_sasl_over_tls", "yes"]
    )
    func modes(_ mode: String) async throws {
        let test = try TestForest.current
        try await restart(test, mode)
        let environment = ["KRB5_CONFIG": try #require(test.forest.kerberosConfigurationFile)]
        let workspace = try WorkspaceOnDisk(environment: environment)
        for transport in Transport.allCases {
            for proof in Proof.allCases where transport == .plain || proof != .insistedPassword {
                let outcome = try workspace.dryad.run(
                    ["forest", "add", "\(transport)-\(proof)", "--ca-file", test.forest.certificateAuthorityFile]
                        + words(transport, test) + words(proof, test.forest)
                )
                let refusals = refusals(transport, proof, mode)
                #expect(outcome.code == (refusals.isEmpty ? 0 : 1), "\(transport), \(proof): \(outcome.errors)")
                for said in refusals {
                    #expect(outcome.errors.contains(said), "\(transport), \(proof): \(outcome.errors)")
                }
            }
        }
    }

    /// What the program says where a sign-in is refused; nothing where it goes well.
    private func refusals(_ transport: Transport, _ proof: Proof, _ mode: String) -> [String] {
        switch (transport, proof, mode) {
        case (.plain, .password, _): ["The password was not sent", "Use an ldaps:// URL or --start-tls"]
        case (.plain, .insistedPassword, "allow_sasl_over_tls"), (.plain, .insistedPassword, "yes"):
            ["BindSimple: Transport encryption required.", "use an ldaps:// URL or --start-tls"]
        case (.ldaps, .gssapi, "yes"), (.ldaps, .spnego, "yes"), (.startTLS, .gssapi, "yes"),
            (.startTLS, .spnego, "yes"):
            ["Sign or Seal are required", "use a password, or an ldap:// URL without --start-tls"]
        default: []
        }
    }

    private func words(_ transport: Transport, _ test: TestForest) -> [String] {
        switch transport {
        case .plain: ["--url", test.url]
        case .startTLS: ["--url", test.url, "--start-tls"]
        case .ldaps: ["--url", test.forest.secureURL]
        }
    }

    private func words(_ proof: Proof, _ forest: LabForest) throws -> [String] {
        let password = ["--bind-dn", forest.bindName, "--password-file", forest.passwordFile]
        let keytab = try #require(forest.keytabFile)
        return switch proof {
        case .password: password
        case .insistedPassword: password + ["--insecure-plaintext"]
        case .gssapi: ["--mechanism", "GSSAPI", "--keytab", keytab]
        case .spnego: ["--mechanism", "GSS-SPNEGO", "--keytab", keytab]
        }
    }

    /// Samba reads the mode when it starts, and not again.
    private func restart(_ test: TestForest, _ mode: String) async throws {
        let settings = test.folder.file(test.forest.name).appending(path: "etc/smb.conf")
        let text = try String(contentsOf: settings, encoding: .utf8)
        let option = "ldap server require strong auth = "
        let line = try #require(text.split(separator: "\n").first { $0.contains(option) })
        try text.replacing(line, with: option + mode).write(to: settings, atomically: true, encoding: .utf8)
        try await test.lab.down { _ in }
        let forests = try await test.lab.up([test.forest.name], kind: .samba) { _ in }
        try #require(forests.map(\.isRunning) == [true])
    }
}
