import Foundation
import TestSupport
import Testing

/// What waits for forests and what is written to their copies, on the forests that the project ships as files.
@Suite("What is written back, on the command line")
struct WriteBackCommandsTests {
    private let workspace: WorkspaceOnDisk

    init() throws {
        workspace = try WorkspaceOnDisk(environment: ["COLUMNS": "400"])
        try workspace.addOfflineForests()
        let file = workspace.folder.file("dryad.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let other = text.replacing("options:\n", with: "options:\n  sourceAnchor: mS-DS-ConsistencyGuid\n")
        try #require(other != text)
        try Data(other.utf8).write(to: file)
        #expect(try workspace.dryad.run("schema", "refresh", "--yes").code == 0)
    }

    private func files() throws -> [Data] {
        try ["contoso.before", "fabrikam.before"].map {
            try Data(contentsOf: URL(filePath: WorkspaceOnDisk.offline($0)))
        }
    }

    @Test("staging mode holds it back, leaving it tells of it, a cycle writes it, and the next ones find nothing to do")
    func story() throws {
        let dryad = workspace.dryad
        let before = try files()
        let staged = try dryad.run("sync", "run")
        #expect(staged.code == 0, "\(staged.errors)")
        for forest in ["contoso.test", "fabrikam.test"] {
            #expect(
                staged.output.contains("of \(forest) to be written back, suppressed by staging mode."),
                "\(staged.output)"
            )
        }
        let shown = try dryad.run("staging", "off").output
        #expect(shown.contains("To be written back to simulated copies of forests:"), "\(shown)")
        #expect(try dryad.run("staging", "off", "--yes").code == 0)
        let written = try dryad.run("sync", "run")
        #expect(written.code == 0 && written.output.contains("written to its simulated copy."), "\(written.output)")
        #expect(try dryad.run("pending", "list").output == "Nothing waits to be exported.\n")
        let none = try dryad.run("pending", "list", "--forest", "contoso.test").output
        #expect(none == "Nothing waits to be written back to contoso.test.\n", "\(none)")
        let byHand = try dryad.run("run", "contoso.test", "export")
        #expect(byHand.code == 0 && byHand.output.contains("Nothing waits to be written back to it."))
        for _ in 0..<2 {
            let next = try dryad.run("sync", "run", "-o", "json")
            #expect(next.code == 0 && !next.output.contains("writeBacks"), "\(next.output)")
        }
        let history = try dryad.run("sync", "history").output
        #expect(history.contains("export to contoso.test: ") && history.contains("written to its simulated copy"))
        #expect(try files() == before)
    }

    @Test("it is listed behind what waits for the tenant, or alone, as text and as JSON, and without names")
    func list() throws {
        let dryad = workspace.dryad
        #expect(try dryad.run("sync", "run").code == 0)
        let all = try dryad.run("pending", "list", "--limit", "0").output
        #expect(all.contains(" additions pending, suppressed by staging mode."), "\(all)")
        let head = "of contoso.test to be written back to its simulated copy, suppressed by staging mode."
        let one = try dryad.run("pending", "list", "--forest", "contoso.test", "--limit", "0").output
        #expect(all.contains(head) && one.contains(head) && one.contains("mS-DS-ConsistencyGuid"), "\(one)")
        #expect(!one.contains("additions") && !one.contains("of fabrikam.test to be"))
        #expect(one.contains("by Out to AD - User ImmutableId, from In from AD - "), "\(one)")
        let values = try dryad.run("pending", "list", "--forest", "contoso.test", "--values", "--limit", "1").output
        #expect(values.contains("rule ") && values.contains("source ") && values.contains("connector"), "\(values)")
        let few = try dryad.run("pending", "list", "--connector", "contoso.test", "--limit", "1").output
        #expect(few.contains("more; --limit 0 lists all."), "\(few)")
        #expect(try !dryad.run("pending", "list", "--connector", "tenant").output.contains("written back"))
        let nobody = try dryad.run("pending", "list", "--forest", "contoso.test", "--rule", "no such rule").output
        #expect(nobody.hasPrefix("None of the "), "\(nobody)")
        #expect(try dryad.run("pending", "list", "--forest", "nobody.test").code == 1)
        let hidden = try dryad.run("pending", "list", "--redact", "--limit", "0").output
        #expect(!hidden.contains("contoso") && !hidden.contains("ConsistencyGuid") && hidden.contains("written back"))
        let text = try dryad.run("pending", "list", "--output", "json").output
        let value = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let result = try #require(value["result"] as? [String: Any])
        let changes = try #require(result["changes"] as? [[String: Any]])
        let forests = try #require(result["writeBacks"] as? [[String: Any]])
        let waiting = forests.compactMap { ($0["waiting"] as? [String: Int])?.values.reduce(0, +) }.reduce(0, +)
        for forest in forests {
            let groups = try #require(forest["groups"] as? [[String: Any]])
            #expect(!groups.isEmpty && groups.allSatisfy { $0["cause"] as? String == "Out to AD - User ImmutableId" })
        }
        let ruled = changes.filter { $0["forest"] != nil }.compactMap { $0["values"] as? [[String: Any]] }
        #expect(ruled.joined().allSatisfy { $0["rule"] as? String == "Out to AD - User ImmutableId" })
        #expect(forests.count == 2 && waiting > 10 && changes.count { $0["forest"] != nil } == waiting)
        #expect(result["total"] as? Int == changes.count - waiting)
    }

    @Test("it is in each form of export; a csexport file is of one connector")
    func export() throws {
        let dryad = workspace.dryad
        #expect(try dryad.run("sync", "run").code == 0)
        let csv = try dryad.run("pending", "export", "--format", "csv").output
        #expect(csv.contains("written back to contoso.test") && csv.contains("written back to fabrikam.test"))
        let rows = csv.split(separator: "\r\n").filter { $0.contains("written back to") }
        #expect(rows.allSatisfy { $0.contains(",Out to AD - User ImmutableId,In from AD - ") }, "\(rows.first ?? "")")
        let ldif = try dryad.run("pending", "export", "--format", "ldif", "--forest", "contoso.test").output
        #expect(ldif.contains("add: mS-DS-ConsistencyGuid") && !ldif.contains("changetype: add"), "\(ldif)")
        let json = try dryad.run("pending", "export", "--format", "json", "--forest", "contoso.test").output
        #expect(json.contains("\"forest\" : \"contoso.test\"") && !json.contains("\"forest\" : \"fabrikam.test\""))
        let tenant = try dryad.run("pending", "export", "--format", "csexport")
        #expect(tenant.errors.contains("--forest NAME") && !tenant.output.contains("ConsistencyGuid"))
        let forest = try dryad.run("pending", "export", "--format", "csexport", "--forest", "contoso.test")
        #expect(forest.errors.isEmpty && forest.output.contains("name=\"mS-DS-ConsistencyGuid\""), "\(forest.errors)")
    }

    @Test("an attribute that goes back is explained step by step, and a preview tells it beside the tenant's")
    func explain() throws {
        let dryad = workspace.dryad
        #expect(try dryad.run("sync", "run").code == 0)
        let question = ["object", "explain", "ada.andersson@contoso.test", "mS-DS-ConsistencyGuid"]
        let back = try dryad.run(question + ["--forest", "contoso.test"])
        #expect(back.code == 0, "\(back.errors)")
        for part in ["waits to be written back to contoso.test", "staging mode holds it back", "ok    copy"] {
            #expect(back.output.contains(part), "\(back.output)")
        }
        #expect(!back.output.contains("tenant     "), "\(back.output)")
        let outwards = try dryad.run(question + ["--connector", "Tenant"])
        let without = try dryad.run(question)
        #expect(outwards.output == without.output && outwards.output.contains("tenant     "))
        #expect(without.output.contains("`--forest contoso.test`"), "\(without.output)")
        let whole = try dryad.run(["object", "explain", "ada.andersson@contoso.test", "--forest", "contoso.test"])
        #expect(whole.code == 1 && whole.errors.contains("name the attribute"), "\(whole.errors)")
        let preview = try dryad.run(["object", "preview", "ada.andersson@contoso.test"]).output
        #expect(preview.contains("write-back  to contoso.test") && preview.contains("User ImmutableId"), "\(preview)")
    }
}
