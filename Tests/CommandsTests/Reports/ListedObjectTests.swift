import Foundation
import TestSupport
import Testing

@testable import Commands

@Suite("Lists of objects as people read them")
struct ListedObjectTests {
    @Test("an attribute that an addition does not have was nothing before, and not unchanged")
    func missing() throws {
        let workspace = try WorkspaceOnDisk()
        try workspace.addOfflineForests()
        #expect(try workspace.dryad.run("schema", "refresh", "--yes").code == 0)
        #expect(try workspace.dryad.run("sync", "run").code == 0)
        _ = try workspace.folder.write(
            "name: In from AD - Info\nconnector: contoso.test\ndirection: inbound\nsource: group\ntarget: group\nlink: join\n"
                + "precedence: 50\nflows:\n  - to: info\n    constant: tried\n",
            to: "try.yaml"
        )
        let outcome = try workspace.dryad.run("rules", "try", "try.yaml")
        #expect(outcome.code == 2, "\(outcome.errors)")
        #expect(outcome.output.contains("nothing  tried") && !outcome.output.contains("unchanged"), "\(outcome.output)")
    }

    @Test("what tells objects apart stands beside names that several have, and beside no others")
    func distinct() {
        let names = DistinctNames(["ada@fabrikam.test", "bob@fabrikam.test", "ada@fabrikam.test"])
        #expect(names.text("ada@fabrikam.test", anchor: "AQ==") == "ada@fabrikam.test (AQ==)")
        #expect(names.text("bob@fabrikam.test", anchor: "Ag==") == "bob@fabrikam.test")
    }
}
