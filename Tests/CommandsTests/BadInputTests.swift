import Foundation
import TestSupport
import Testing

@Suite("What people get wrong is said in one clear sentence, and changes nothing")
struct BadInputTests {
    private static let cases: [(String, code: Int32, says: String)] = [
        (
            "schema refresh --forest nowhere.test", 1,
            "There is no forest nowhere.test. This workspace has no forest yet"
        ),
        ("schema refresh", 1, "add one with `dryad forest add"),
        ("schema refresh -w nowhere", 1, "Make one with `dryad init`"),
        ("forest add c --url ldaps://127.77.7.7:6", 1, "Check the host and port"),
        ("forest add c --url ldaps://nobody.invalid", 1, "is not known here"),
        ("forest add c --url https://dc1", 1, "is not an LDAP URL. Write ldaps://host"),
        ("forest add c --url ldaps://dc1 --ldif x.ldif", 64, "one of them"),
        ("forest add c", 64, "one of them"),
        ("forest add c --url ldaps://dc1 --bind-dn x", 64, "An account needs a proof"),
        ("forest add c --url ldaps://dc1 --server nonsense", 64, "nonsense is not an LDAP URL"),
        ("forest add c --url ldaps://dc1 --domain sub.corp.example", 64, "--domain is DOMAIN=URL"),
        ("forest add c --url ldaps://dc1 --exclude-domain a_b/c", 64, "is not the DNS name"),
        ("forest add c --ldif x.ldif --discover corp.example", 64, "belong to --url"),
        ("forest add c --from-lab --exclude-domain corp.example", 64, "belongs to --url or --ldif"),
        ("schema refresh --take ours --take theirs", 64, "Both ours and theirs"),
        ("rules generate --schema x.ldif --format yaml --output json", 64, "--output json prints the rules as data"),
        ("rules generate --schema x.ldif --format entra-xml", 64, "give --to"),
        ("tenant objects --class bogus", 64, "There is no class bogus"),
        ("expr check [a] --metaverse --schema x.ldif", 64, "a flow reads one side"),
        ("expr check [a] --schema nowhere.ldif", 1, "nowhere.ldif"),
        ("forest add c --url ldaps://dc1 --bind-dn x --password-file p --password-environment P", 64, "Give one of"),
        ("forest add c --url ldaps://dc1 --password-file p", 64, "--bind-dn"),
        ("forest add c --url ldap://127.77.7.7 --bind-dn x --password-file nowhere", 1, "nowhere"),
        (
            "forest add c --url ldaps://dc1 --bind-dn x --password-descriptor 7 --plan p", 64,
            "A descriptor is read once"
        ),
        ("forest add c --ldif nowhere.ldif", 1, "nowhere.ldif cannot be read"),
        ("forest add c --from-lab", 1, "dryad lab up"),
        ("lab install device --forest dc1.corp.example", 1, "only into servers that it started itself"),
        ("lab install everything --forest a.test", 64, "everything"),
        ("lab up --forest Nonsense", 1, "is not the name of a domain"),
        ("staging maybe", 64, "maybe"),
        ("init", 1, "already"),
        ("nonsense", 64, "nonsense"),
    ]

    @Test(arguments: cases.map(\.0))
    func `is refused`(_ line: String) throws {
        let (_, code, says) = try #require(Self.cases.first { $0.0 == line })
        let workspace = try WorkspaceOnDisk()
        let before = try workspace.contents()
        let outcome = try workspace.dryad.run(line.split(separator: " ").map(String.init))
        #expect(outcome.code == code, "\(outcome.errors)")
        #expect(outcome.errors.contains(says), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
        #expect(!outcome.errors.contains("Fatal") && !outcome.errors.contains("0x"))
        if code == 1 { #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)") }
        #expect(try workspace.contents() == before)
    }

    @Test("a domain that a file does not have cannot be left out, nor its only one", arguments: ["emea", "contoso"])
    func excludedDomain(_ name: String) throws {
        let workspace = try WorkspaceOnDisk()
        let outcome = try workspace.dryad.run(
            ["forest", "add", "c", "--ldif", WorkspaceOnDisk.offline("contoso.before")]
                + ["--exclude-domain", "\(name).test"]
        )
        #expect(outcome.code == 1, "\(outcome.errors)")
        let said =
            name == "contoso"
            ? "No domain of c would be read" : "c has no domain emea.test. Its only domain is contoso.test."
        #expect(outcome.errors.contains(said), "\(outcome.errors)")
    }

    @Test(
        "a store that is another program's, or no database, is left alone",
        arguments: ["SQLite format 3\u{0}garbage", "hello", ""]
    )
    func foreignStore(_ content: String) throws {
        let workspace = try WorkspaceOnDisk()
        let store = workspace.folder.file(".dryad/store.sqlite")
        try Data(content.utf8).write(to: store)
        let outcome = try workspace.dryad.run("rules", "list")
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("not a Dryad store"), "\(outcome.errors)")
        #expect(try Data(contentsOf: store) == Data(content.utf8))
    }

    @Test("a password file that others can read is refused before anything is sent")
    func openPasswordFile() throws {
        let workspace = try WorkspaceOnDisk()
        let file = try workspace.folder.write("hunter2\n", to: "password")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644],
            ofItemAtPath: file.path(percentEncoded: false)
        )
        let outcome = try workspace.dryad.run(
            "forest",
            "add",
            "c",
            "--url",
            "ldaps://127.77.7.7:6",
            "--bind-dn",
            "x",
            "--password-file",
            "password"
        )
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("chmod 600"), "\(outcome.errors)")
        #expect(!outcome.errors.contains("hunter2"))
    }

    @Test("several mistakes in dryad.yaml come together, with a caret under each")
    func configuration() throws {
        let workspace = try WorkspaceOnDisk()
        _ = try workspace.folder.write("version: 1\nstaging: maybe\ndeletionGuard: -5\n", to: "dryad.yaml")
        let outcome = try workspace.dryad.run("rules", "list")
        #expect(outcome.code == 1)
        #expect(
            outcome.errors.contains("dryad.yaml:2:10") && outcome.errors.contains("dryad.yaml:3:16"),
            "\(outcome.errors)"
        )
        #expect(outcome.errors.count(where: { $0 == "^" }) >= 2, "\(outcome.errors)")
    }
}
