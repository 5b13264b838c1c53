import Foundation
import TestSupport
import Testing

/// What `dryad tenant seed` says of synchronized objects whose source anchor Graph does not show.
@Suite("What a seed brought, as people read it")
struct TenantSeedTests {
    private static let heading =
        "objectType,displayName,onPremisesSyncEnabled,onPremisesImmutableId,onPremisesSecurityIdentifier,mail\n"

    @Test("objects without a source anchor are counted by what finds them; of others nothing is said")
    func anchors() throws {
        let workspace = try WorkspaceOnDisk()
        _ = try workspace.folder.write(
            Self.heading + "group,One,True,,S-1-5-21-1-2-3-1104,\ngroup,Two,True,,,two@x.test\n"
                + "group,Three,True,,S-1-5-21-1-2-3-1105,\ngroup,Four,True,,,\n",
            to: "groups.csv"
        )
        let outcome = try workspace.dryad.run("tenant", "seed", "groups.csv")
        #expect(outcome.code == 0, "\(outcome.errors)")
        for line in [
            "4 groups added from groups.csv.\n",
            "3 synchronized objects without a source anchor: what is exported is matched with 2 by "
                + "onPremisesSecurityIdentifier and 1 by proxyAddresses.\n",
            "1 synchronized object has neither a source anchor nor ", "no export finds it",
        ] { #expect(outcome.output.contains(line), "\(outcome.output)") }
        let again = try workspace.dryad.run("tenant", "seed", "groups.csv").output
        #expect(again.contains("4 objects were there already") && !again.contains("source anchor"), "\(again)")
        _ = try workspace.folder.write(
            Self.heading + "group,Five,True,five,,\ngroup,Six,,,,six@x.test\n",
            to: "others.csv"
        )
        let others = try workspace.dryad.run("tenant", "seed", "others.csv").output
        #expect(others.contains("2 groups added") && !others.contains("source anchor"), "\(others)")
    }

    @Test("a file that is not UTF-8 is refused with its place, whatever its form", arguments: ["csv", "json"])
    func encoding(_ form: String) throws {
        let workspace = try WorkspaceOnDisk()
        let (before, behind) =
            form == "csv"
            ? ("objectType,displayName\nuser,M", "ller\n")
            : ("[{\"objectType\": \"user\",\n\"mail\":\"", "@x.test\"}]\n")
        let bytes = Array(before.utf8) + [0xFC] + Array(behind.utf8)
        try Data(bytes).write(to: workspace.folder.file("bad.\(form)"))
        let outcome = try workspace.dryad.run("tenant", "seed", "bad.\(form)")
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("Nothing of the seed was taken."), "\(outcome.errors)")
        let place = form == "csv" ? "2:7" : "2:9"
        #expect(outcome.errors.contains("bad.\(form):\(place): error SEED002"), "\(outcome.errors)")
        #expect(outcome.errors.contains("save it as UTF-8"), "\(outcome.errors)")
        #expect(try workspace.dryad.run("tenant", "show").output.hasPrefix("The tenant is empty."))
    }
}
