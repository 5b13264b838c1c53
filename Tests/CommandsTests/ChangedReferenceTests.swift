import Foundation
import TestSupport
import Testing

/// References in comparisons, on the forests that the project ships as files.
@Suite("Changed references on the command line")
struct ChangedReferenceTests {
    private let workspace: WorkspaceOnDisk

    init() throws {
        workspace = try WorkspaceOnDisk(environment: ["COLUMNS": "400"])
        try workspace.addOfflineForests()
        #expect(try workspace.dryad.run("schema", "refresh", "--yes").code == 0)
        #expect(try workspace.dryad.run("sync", "run").code == 0)
    }

    @Test("rules that are tried and files that are compared tell who is meant, and redacted ones do not")
    func comparisons() throws {
        let dryad = workspace.dryad
        // Everything waits as an addition, of which a list without values needs no names.
        let csv = try dryad.run("pending", "export", "--format", "csv", "--attribute", "manager").output
        let row = try #require(csv.split(separator: "\r\n").first { $0.contains(",manager,") })
        let cells = row.components(separatedBy: ",")
        let place = try #require(cells.firstIndex(of: "manager"))
        let (who, manager) = (cells[2], cells[place + 2])
        #expect(who.contains("@") && manager.contains("@") && who != manager, "\(row)")
        _ = try workspace.folder.write(
            """
            name: In from AD - No manager
            connector: contoso.test
            direction: inbound
            source: user
            target: person
            link: join
            precedence: 50
            flows:
              - to: manager
                expression: AuthoritativeNull
            """,
            to: "try.yaml"
        )
        let tried = try dryad.run("rules", "try", "try.yaml", "--limit", "0")
        #expect(tried.code == 2 && tried.output.contains(" manager "), "\(tried.output)\(tried.errors)")
        #expect(tried.output.contains(manager) && !tried.output.contains("CN={"), "\(tried.output)")
        let file = try dryad.run("pending", "export", "--format", "csexport").output
        _ = try workspace.folder.write(
            file.replacing("<attr name=\"manager\">", with: "<attr name=\"assistant\">"),
            to: "b.xml"
        )
        for command in [["compare", ".", "b.xml"], ["compare", "b.xml", "."]] {
            let found = try dryad.run(["pending"] + command + ["--limit", "0"])
            #expect(found.code == 2 && found.output.contains(" assistant "), "\(found.output)\(found.errors)")
            #expect(found.output.contains(manager) && !found.output.contains("CN={"), "\(found.output)")
        }
        let json = try dryad.run("pending", "compare", ".", "b.xml", "-o", "json").output
        // Programs get the values as they are.
        #expect(json.contains("\"CN={") && !json.contains(manager), "\(json)")
        let hidden = try dryad.run("pending", "compare", ".", "b.xml", "--redact", "-o", "json").output
        #expect(!hidden.contains("CN={") && !hidden.contains("contoso"), "\(hidden)")
    }
}
