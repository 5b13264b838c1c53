import Foundation
import Lab
import TestSupport
import Testing

@Suite("Objects of a forest that slapd serves", .forest(.slapd))
struct LiveObjectTests {
    private let test: TestForest

    init() throws { test = try TestForest.current }

    @Test("an object is found, explained and previewed; one that was never imported is read from the server")
    func story() throws {
        let workspace = try WorkspaceOnDisk()
        let dryad = workspace.dryad
        let lab = test.folder.url.path(percentEncoded: false)
        #expect(try dryad.run("forest", "add", test.forest.name, "--from-lab", "--lab", lab).code == 0)
        #expect(try dryad.run("schema", "refresh", "--yes").code == 0)
        // Nothing was imported: every object is one that only the forest has.
        let before = try dryad.run("object", "explain", "Administrator")
        #expect(before.code == 0, "\(before.errors)")
        #expect(before.output.contains("the last import did not bring it"), "\(before.output)")
        let run = try dryad.run("sync", "run")
        #expect(run.code == 0, "\(run.errors)")
        let after = try dryad.run("object", "explain", "Administrator")
        #expect(after.code == 0 && after.output.contains("It is imported."), "\(after.output)\(after.errors)")
        let list = try dryad.run("pending", "list", "--class", "user", "--limit", "1", "-o", "json")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [String: Any])
        let result = try #require(object["result"] as? [String: Any])
        let first = try #require((result["changes"] as? [[String: Any]])?.first?["label"] as? String)
        let preview = try dryad.run("object", "preview", first, "--set", "title=Chair")
        #expect(preview.code == 0 && preview.output.contains("would be added to the tenant"), "\(preview.output)")
        #expect(preview.output.contains("from \(test.forest.name), now"), "\(preview.output)\(preview.errors)")
        let nobody = try dryad.run("object", "explain", "CN=Nobody,DC=fabrikam,DC=test")
        #expect(nobody.code == 1 && nobody.errors.contains("is not in the connector space"), "\(nobody.errors)")
    }

    @Test("a forest that does not answer is said, and what is known is shown all the same")
    func unreachable() throws {
        let workspace = try WorkspaceOnDisk()
        let dryad = workspace.dryad
        let lab = test.folder.url.path(percentEncoded: false)
        #expect(try dryad.run("forest", "add", test.forest.name, "--from-lab", "--lab", lab).code == 0)
        #expect(try dryad.run("schema", "refresh", "--yes").code == 0)
        #expect(try dryad.run("sync", "run").code == 0)
        let path = workspace.folder.file("dryad.yaml")
        let text = try String(contentsOf: path, encoding: .utf8)
        #expect(text.contains(test.forest.secureURL))
        try Data(text.replacing(test.forest.secureURL, with: "ldaps://127.0.0.1:1").utf8).write(to: path)
        let shown = try dryad.run("object", "show", "Administrator")
        #expect(shown.code == 0, "\(shown.errors)")
        #expect(shown.output.contains("does not say what its domains are called"), "\(shown.output)")
    }
}
