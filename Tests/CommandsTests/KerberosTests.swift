import Foundation
import Lab
import TestSupport
import Testing

@Suite("Signing in with Kerberos tickets", .needsSamba, .forest(.samba))
struct KerberosTests {
    @Test(
        "reads with a keytab and with a ticket cache, sealed where there is no TLS and inside of it",
        arguments: ["GSSAPI", "GSS-SPNEGO"],
        [true, false]
    )
    func signIn(mechanism: String, usesTLS: Bool) throws {
        let test = try TestForest.current
        let forest = test.forest
        let workspace = try WorkspaceOnDisk(environment: try environment(forest))
        let cache = try ticketCache(forest, in: workspace.folder)
        for proof in [["--keytab", try #require(forest.keytabFile)], ["--ticket-cache", cache]] {
            let name = String(proof[0].dropFirst(2))
            let added = try workspace.dryad.run(
                [
                    "forest", "add", name, "--url", usesTLS ? forest.secureURL : test.url, "--mechanism", mechanism,
                    "--ca-file", forest.certificateAuthorityFile,
                ] + proof
            )
            #expect(added.code == 0, "\(added.errors)")
            let card = try workspace.dryad.run("forest", "test", name)
            #expect(card.output.contains("dryad-reader@"), "\(card.output) \(card.errors)")
            #expect(card.output.contains("by SASL"))
            #expect(try workspace.dryad.run("config", "show").output.contains("whose tickets they are"))
            #expect(card.output.contains("sealed with 256 bits") == !usesTLS, "\(card.output)")
        }
    }

    @Test("says what is wrong with tickets, keys and the system, and where to look")
    func failures() throws {
        let test = try TestForest.current
        let forest = test.forest
        let keytab = try #require(forest.keytabFile)
        let workspace = try WorkspaceOnDisk(environment: try environment(forest))
        func add(_ more: [String], to url: String = test.url, _ dryad: DryadProgram) throws -> String {
            let outcome = try dryad.run(["forest", "add", "f", "--url", url] + more)
            #expect(outcome.code == 1, "\(outcome.output)")
            return outcome.errors
        }
        let dryad = workspace.dryad
        #expect(try add(["--keytab", "nowhere"], dryad).contains("keytab"))
        let stranger = try add(["--keytab", keytab, "--bind-dn", "stranger@\(forest.name.uppercased())"], dryad)
        #expect(stranger.contains("no tickets from the keytab"), "\(stranger)")
        let open = workspace.folder.file("open.keytab")
        try FileManager.default.copyItem(atPath: keytab, toPath: open.path(percentEncoded: false))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644],
            ofItemAtPath: open.path(percentEncoded: false)
        )
        #expect(try add(["--keytab", open.path(percentEncoded: false)], dryad).contains("chmod 600"))
        // The server answers at another address too, for which the realm has no service principal.
        let elsewhere = try RecordingProxy(before: String(forest.url.dropFirst("ldap://".count)), 389)
        let other = try add(["--keytab", keytab], to: elsewhere.url, dryad)
        #expect(other.contains("no ticket for ldap/"), "\(other)")
        let bare = DryadProgram(
            in: workspace.folder.url,
            environment: try environment(forest).merging(["SASL_PATH": workspace.folder.url.path(percentEncoded: false)]
            ) { _, new in new }
        )
        let missing = try add(["--keytab", keytab], bare)
        #expect(missing.contains("libsasl2-modules-gssapi-mit"), "\(missing)")
        let lost = DryadProgram(in: workspace.folder.url, environment: ["KRB5_CONFIG": "/dev/null"])
        #expect(try add(["--keytab", keytab], lost).contains("krb5.conf"))
    }

    private func environment(_ forest: LabForest) throws -> [String: String] {
        ["KRB5_CONFIG": try #require(forest.kerberosConfigurationFile)]
    }

    private func ticketCache(_ forest: LabForest, in folder: TemporaryFolder) throws -> String {
        let cache = folder.file("tickets").path(percentEncoded: false)
        let kinit = try StartedProgram(
            "/usr/bin/kinit",
            [
                "-k", "-t", try #require(forest.keytabFile), "-c", "FILE:\(cache)",
                "dryad-reader@\(forest.name.uppercased())",
            ],
            environment: try environment(forest)
        )
        try #require(kinit.terminationStatus == 0)
        return cache
    }
}
