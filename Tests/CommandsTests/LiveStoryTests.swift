import Foundation
import Lab
import TestSupport
import Testing

@Suite("The story, with a real domain controller", .needsSamba, .forest(.samba))
struct LiveStoryTests {
    private let test: TestForest

    init() throws { test = try TestForest.current }

    private func added(_ content: [String: Any], _ element: String) -> [String] {
        let forests = content["forests"] as? [[String: Any]] ?? []
        let changes = forests.flatMap { ($0["diff"] as? [String: Any])?["changes"] as? [[String: Any]] ?? [] }
        return changes.filter { $0["element"] as? String == element && $0["change"] as? String == "added" }
            .compactMap { $0["name"] as? String }
    }

    @Test(
        "the plan of an upgrade to Windows Server 2012 R2 names its 189 schema objects, and a second refresh is empty"
    )
    func upgrade() async throws {
        let workspace = try WorkspaceOnDisk()
        let dryad = workspace.dryad
        let lab = test.folder.url.path(percentEncoded: false)
        #expect(try dryad.run("forest", "add", "contoso.test", "--from-lab", "--lab", lab).code == 0)
        let card = try dryad.run("forest", "test", "contoso.test")
        #expect(card.code == 0, "\(card.output)")
        for said in [
            "contoso.test: everything is as it should be.", "TLS1.", "Windows Server 2008 R2", "paging, DirSync",
            "1548 classes and attributes can be read", "by the numbers of changes: imports read what has changed",
        ] { #expect(card.output.contains(said), "\(said) is missing in:\n\(card.output)") }
        #expect(try dryad.run("schema", "refresh", "--yes").code == 0)
        let forest = try await test.lab.install(.device, on: "contoso.test") { _ in }
        #expect(forest.isRunning)
        let plan = try dryad.run("schema", "refresh", "-o", "json")
        #expect(plan.code == 2, "\(plan.errors)")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(plan.output.utf8)) as? [String: Any])
        let content = try #require(
            ((object["result"] as? [String: Any])?["plan"] as? [String: Any])?["content"] as? [String: Any]
        )
        let (classes, attributes) = (added(content, "class"), added(content, "attribute"))
        #expect(classes.count + attributes.count == 189)
        try GoldenFile("Schema/windows-server-2012-r2.txt").compare(
            (classes.map { "class \($0)" } + attributes.map { "attribute \($0)" }).joined(separator: "\n") + "\n"
        )
        #expect(try dryad.run("rules", "list").output.contains("Device Common") == false)
        let decided = try dryad.run(
            "schema",
            "decide",
            "contoso.test",
            "msDS-cloudExtensionAttribute20",
            "--defer",
            "--why",
            "nobody asked for it"
        )
        #expect(decided.code == 0, "\(decided.errors)")
        let reviewed = try dryad.run("schema", "refresh", "--plan", "contoso.plan")
        #expect(reviewed.code == 2)
        for said in [
            "what that does to rules", "class msDS-Device: + gains \"In from AD - Device Common\"",
            "deferred attribute msDS-cloudExtensionAttribute20 (added)", "nobody asked for it",
            "No run has succeeded yet that could tell how long this takes.",
        ] { #expect(reviewed.output.contains(said), "\(said) is missing in:\n\(reviewed.output)") }
        let applied = try dryad.run("apply", "contoso.plan")
        #expect(applied.code == 0, "\(applied.errors)")
        let held = try dryad.run("schema", "refresh")
        #expect(held.code == 0 && held.output.hasPrefix("Nothing is to be done: 1 difference of contoso.test is held"))
        let forgotten = try dryad.run("schema", "decide", "contoso.test", "msDS-cloudExtensionAttribute20", "--forget")
        #expect(forgotten.code == 0, "\(forgotten.errors)")
        #expect(try dryad.run("schema", "refresh", "--yes").code == 0)
        #expect(try dryad.run("rules", "list").output.contains("In from AD - Device Common"))
        let second = try dryad.run("schema", "refresh")
        #expect(second.code == 0 && second.output.hasPrefix("Nothing differs"), "\(second.output)")
    }
}

@Suite("The environment does not decide", .forest(.slapd))
struct EnvironmentTests {
    private let test: TestForest

    init() throws { test = try TestForest.current }

    @Test(
        "no variable and no file of the person's makes an untrusted certificate trusted",
        arguments: [
            ["LDAPTLS_REQCERT": "never"], ["LDAPTLS_REQSAN": "never", "LDAPTLS_REQCERT": "allow"],
            ["LDAPTLS_CACERT": "@CA@"],
            ["LDAPCONF": "@RC@"], ["LDAPRC": "ldaprc"], ["HOME": "@HOME@"], ["SSL_CERT_FILE": "@CA@"],
        ]
    )
    func variables(_ variables: [String: String]) throws {
        let home = try TemporaryFolder()
        for name in ["ldaprc", ".ldaprc"] { _ = try home.write("TLS_REQCERT never\n", to: name) }
        let values = [
            "@CA@": test.forest.certificateAuthorityFile, "@RC@": home.file("ldaprc").path(percentEncoded: false),
            "@HOME@": home.url.path(percentEncoded: false),
        ]
        let workspace = try WorkspaceOnDisk(environment: variables.mapValues { values[$0] ?? $0 })
        _ = try workspace.folder.write("TLS_REQCERT never\n", to: "ldaprc")
        let outcome = try workspace.dryad.run(
            "forest",
            "add",
            "f",
            "--url",
            test.forest.secureURL,
            "--bind-dn",
            test.forest.bindName,
            "--password-file",
            test.forest.passwordFile
        )
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("certificate cannot be verified"), "\(outcome.errors)")
    }

    @Test("a password from a variable that the person names works, and never shows")
    func password() throws {
        let password = try String(contentsOfFile: test.forest.passwordFile, encoding: .utf8)
            .trimmingCharacters(in: .newlines)
        let workspace = try WorkspaceOnDisk(environment: ["READER": password])
        let outcome = try workspace.dryad.run(
            "forest",
            "add",
            "f",
            "--url",
            test.forest.secureURL,
            "--bind-dn",
            test.forest.bindName,
            "--password-environment",
            "READER",
            "--ca-file",
            test.forest.certificateAuthorityFile
        )
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(try workspace.dryad.run("schema", "refresh", "--yes").code == 0)
        var artefacts = [outcome.output, outcome.errors].map { Data($0.utf8) }
        for line in ["sync run", "forest test f", "forest list", "config show", "sync history", "schema refresh"] {
            let done = try workspace.dryad.run(line.split(separator: " ").map(String.init) + ["-o", "json"])
            artefacts += [Data(done.output.utf8), Data(done.errors.utf8)]
        }
        let files = FileManager.default.enumerator(at: workspace.folder.url, includingPropertiesForKeys: nil)
        for case let file as URL in files ?? .init() { artefacts += [try? Data(contentsOf: file)].compactMap { $0 } }
        #expect(artefacts.count > 14)
        let shapes = SecretShapes(password)
        for artefact in artefacts { #expect(!shapes.appear(in: artefact)) }
    }

    @Test("a directory that is not Active Directory and shows no schema is refused in words")
    func withoutSchema() throws {
        let server = try PlainDirectory(
            "access to dn.base=\"\" attrs=entry,objectClass by * read\naccess to * by * none\n"
        )
        let workspace = try WorkspaceOnDisk()
        #expect(try workspace.dryad.run("forest", "add", "f", "--url", server.url).code == 0)
        let outcome = try workspace.dryad.run("schema", "refresh", "--yes")
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("names no subschema entry"), "\(outcome.output) \(outcome.errors)")
    }
}
