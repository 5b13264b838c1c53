import Foundation
import TestSupport
import Testing

@Suite("dryad schema matrix")
struct SchemaMatrixCommandTests {
    private static func source(_ name: String) -> [String] {
        ["--source", "\(name.split(separator: ".")[0]).test=\(WorkspaceOnDisk.offline(name))"]
    }

    @Test("shows what disagrees, worst first, with a mark in each cell; all with --all, and what is named")
    func text() throws {
        let workspace = try WorkspaceOnDisk()
        try workspace.addOfflineForests()
        let dryad = workspace.dryad
        #expect(try dryad.run("schema", "refresh", "--yes").code == 0)
        let same = try dryad.run("schema", "matrix")
        #expect(
            same.code == 0 && same.output == "All 343 attributes and classes of contoso.test and fabrikam.test agree.\n"
        )
        let some = try dryad.run(["schema", "matrix"] + Self.source("fabrikam.after"))
        #expect(some.code == 0, "\(some.errors)")
        let lines = some.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines[0].hasSuffix("339 agree: 37 missing in some and 4 different."), "\(lines[0])")
        #expect(
            lines.contains {
                $0.hasPrefix("attribute  mailNickname ") && $0.contains(" - ") && $0.contains("= text, one")
            }
        )
        #expect(
            lines.firstIndex { $0.contains("targetAddress") } ?? .max < lines.firstIndex {
                $0.hasPrefix("class      user ")
            } ?? 0
        )
        let named = try dryad.run(
            ["schema", "matrix", "mail", "MSEXCH*guid", "nothing"] + Self.source("fabrikam.after")
        )
        #expect(named.output.contains("attribute  msExchMailboxGuid") && named.output.contains("attribute  mail "))
        #expect(named.output.contains("~ nothing fits no attribute and no class."), "\(named.output)")
        #expect(!named.output.contains("mailNickname"))
        let all = try dryad.run("schema", "matrix", "--all")
        #expect(all.output.split(separator: "\n").count { $0.hasPrefix("attribute ") || $0.hasPrefix("class ") } == 343)
    }

    @Test("a contradiction that rules merge is said in words, and the exit code is 1; without rules it is shown only")
    func merged() throws {
        let workspace = try WorkspaceOnDisk()
        try workspace.addOfflineForests()
        #expect(try workspace.dryad.run("schema", "refresh", "--yes").code == 0)
        let text = try String(contentsOfFile: WorkspaceOnDisk.offline("fabrikam.before"), encoding: .utf8)
        let records = text.components(separatedBy: "\n\n").map { record in
            record.contains("lDAPDisplayName: proxyAddresses\n")
                ? record.replacing("isSingleValued: FALSE", with: "isSingleValued: TRUE") : record
        }
        let odd = try workspace.folder.write(records.joined(separator: "\n\n"), to: "odd.ldif")
        let source = ["--source", "fabrikam.test=" + odd.path(percentEncoded: false)]
        let found = try workspace.dryad.run(["schema", "matrix"] + source)
        #expect(found.code == 1)
        #expect(
            found.output.contains(
                "! proxyAddresses is multi-valued in contoso.test, single-valued in fabrikam.test; rules "
                    + "\"In from AD - User Common\""
            ),
            "\(found.output)"
        )
        let json = try workspace.dryad.run(["schema", "matrix", "-o", "json"] + source)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        #expect(json.code == 1 && object["version"] as? Int == 1)
        #expect(object["forests"] as? [String] == ["contoso.test", "fabrikam.test"])
        let rows = try #require(object["rows"] as? [[String: Any]])
        #expect(rows.map { $0["name"] as? String } == ["proxyAddresses"] && rows[0]["verdict"] as? String == "conflict")
        #expect((object["errors"] as? [[String: Any]])?.map { $0["attribute"] as? String } == ["proxyAddresses"])
        let elsewhere = try TemporaryFolder()
        let after = ["--source", "after=" + WorkspaceOnDisk.offline("fabrikam.after")]
        let bare = try DryadProgram(in: elsewhere.url).run(
            ["schema", "matrix", "-o", "json"] + source + Self.source("contoso.before") + after
        )
        #expect(bare.code == 0, "\(bare.errors)")
        let other = try #require(try JSONSerialization.jsonObject(with: Data(bare.output.utf8)) as? [String: Any])
        let missing = try #require(
            (other["rows"] as? [[String: Any]])?.first { $0["name"] as? String == "mailNickname" }
        )
        let cells = try #require(missing["cells"] as? [String: Any])
        #expect(cells["contoso.test"] is NSNull && cells["after"] is [String: Any] && cells.count == 3)
    }
}
