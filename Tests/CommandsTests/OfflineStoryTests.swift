import Foundation
import TestSupport
import Testing

@Suite("The story, from files")
struct OfflineStoryTests {
    @Test("plan, apply one forest, apply the other, nothing left; exit codes 2, 0, 0, 0")
    func refresh() throws {
        let workspace = try WorkspaceOnDisk()
        try workspace.addOfflineForests()
        let dryad = workspace.dryad
        #expect(try dryad.run("schema", "refresh", "--yes").code == 0)
        let contoso = ["--live", "contoso.test=" + WorkspaceOnDisk.offline("contoso.after")]
        let fabrikam = ["--live", "fabrikam.test=" + WorkspaceOnDisk.offline("fabrikam.after")]
        let before = try dryad.run("rules", "list")
        let plan = try dryad.run(["schema", "refresh"] + contoso + fabrikam)
        #expect(plan.code == 2)
        for said in [
            "msDS-Device", "In from AD - Device Common", "In from AD - User Exchange", "Full Import",
            "Nothing has changed yet",
        ] {
            #expect(plan.output.contains(said), "\(said)")
        }
        #expect(try dryad.run("rules", "list").output == before.output)
        #expect(try dryad.run(["schema", "refresh", "--forest", "contoso.test", "--yes"] + contoso).code == 0)
        let between = try dryad.run("rules", "list").output
        #expect(between.contains("In from AD - Device Common") && !between.contains("In from AD - User Exchange"))
        #expect(try dryad.run(["schema", "refresh", "--forest", "fabrikam.test", "--yes"] + fabrikam).code == 0)
        #expect(try dryad.run("rules", "list").output.contains("In from AD - User Exchange"))
        let last = try dryad.run(["schema", "refresh"] + contoso + fabrikam)
        #expect(last.code == 0 && last.output.hasPrefix("Nothing differs"), "\(last.output)")
    }

    @Test("staging mode holds back and says what; without it everything arrives")
    func staging() throws {
        let workspace = try WorkspaceOnDisk()
        try workspace.addOfflineForests()
        let dryad = workspace.dryad
        #expect(try dryad.run("schema", "refresh", "--yes").code == 0)
        let staged = try dryad.run("sync", "run")
        #expect(staged.code == 0, "\(staged.errors)")
        #expect(
            staged.output.hasPrefix("success: 38 additions pending, suppressed by staging mode"),
            "\(staged.output)"
        )
        #expect(try dryad.run("pending", "list").output.contains("38 additions pending, suppressed by staging mode"))
        #expect(try dryad.run("tenant", "show").output.hasPrefix("The tenant is empty.\n"))
        let off = try dryad.run("staging", "off")
        #expect(off.code == 2 && off.output.contains("Nothing has changed yet"), "\(off.output)")
        #expect(try dryad.run("staging", "off", "--yes").code == 0)
        #expect(try dryad.run("sync", "run").output.hasPrefix("success: 38 additions pending, 38 accepted"))
        let tenant = try dryad.run("tenant", "show")
        for line in ["The tenant holds 38 objects.", "user          24", "group          8", "contact        6"] {
            #expect(tenant.output.contains(line), "\(tenant.output)")
        }
        #expect(try dryad.run("sync", "run").output.hasPrefix("success: nothing differs"))
    }

    @Test(
        "every result is JSON with a format and a kind, and the same text twice",
        arguments: [
            "rules list", "config show", "schema history contoso.test", "staging show", "tenant show", "pending list",
            "sync history", "forest list",
        ]
    )
    func json(_ line: String) throws {
        let workspace = try WorkspaceOnDisk()
        try workspace.addOfflineForests()
        #expect(try workspace.dryad.run("schema", "refresh", "--yes").code == 0)
        let arguments = line.split(separator: " ").map(String.init) + ["--output", "json"]
        let (one, other) = (try workspace.dryad.run(arguments), try workspace.dryad.run(arguments))
        #expect(one.code == 0, "\(one.errors)")
        #expect(one.output == other.output)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(one.output.utf8)) as? [String: Any])
        #expect(object["format"] as? Int == 1)
        #expect((object["kind"] as? String)?.isEmpty == false)
        #expect(object["result"] != nil)
    }

    @Test("a forest that cannot be read is reported, the other is shown, and the exit code is 1")
    func unreadable() throws {
        let workspace = try WorkspaceOnDisk()
        try workspace.addOfflineForests()
        #expect(try workspace.dryad.run("schema", "refresh", "--yes").code == 0)
        let broken = try workspace.folder.write("dn: CN=x\nobjectClass top\n", to: "broken.ldif")
        let outcome = try workspace.dryad.run(
            "schema",
            "refresh",
            "--live",
            "contoso.test=" + broken.path(percentEncoded: false),
            "--live",
            "fabrikam.test=" + WorkspaceOnDisk.offline("fabrikam.after")
        )
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("contoso.test could not be read and stays as it is"), "\(outcome.output)")
        #expect(outcome.output.contains("broken.ldif, line 2"), "\(outcome.output)")
        #expect(outcome.output.contains("In from AD - User Exchange"))
    }
}
