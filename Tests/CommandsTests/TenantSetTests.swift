import TestSupport
import Testing

@Suite("The command tenant set")
struct TenantSetTests {
    private let workspace: WorkspaceOnDisk

    init() throws {
        workspace = try WorkspaceOnDisk()
        _ = try workspace.folder.write(
            "userPrincipalName,displayName,onPremisesImmutableId\nada@x.test,Ada,a\nbob@x.test,Bob,\n",
            to: "seed.csv"
        )
        #expect(try workspace.dryad.run("tenant", "seed", "seed.csv").code == 0)
    }

    private static let types = "cloudMSExchRecipientDisplayType"

    private static let lines: [(line: String, code: Int32, says: [String])] = [
        ("ada@x.test \(types) 6", 0, ["\(types) of the user ada@x.test is set.", "  -       6"]),
        ("a \(types) -- -2147483642", 0, ["is set.", "-2147483642"]),
        ("ada@x.test \(types)", 0, ["was so already."]),
        ("bob@x.test \(types) 6", 0, ["! The cloud is the object's master: no import reads it."]),
        (
            "ada@x.test cloudMSExchUserHoldPolicies b a -o json", 0,
            ["\"tenant.set\"", "\"after\"", "\"isSynchronized\""]
        ),
        ("ada@x.test title x", 1, ["\"title\" is not set in the tenant.", "\(types), "]),
        ("nobody \(types) six", 1, ["called \"nobody\"", "is a number, and not \"six\"."]),
        ("ada@x.test", 64, ["<attribute>"]),
    ]

    @Test("says what was and what is, or all that is wrong", arguments: lines)
    func says(_ line: String, _ code: Int32, _ says: [String]) throws {
        let outcome = try workspace.dryad.run(["tenant", "set"] + line.split(separator: " ").map(String.init))
        #expect(outcome.code == code, "\(outcome.output)\(outcome.errors)")
        for part in says {
            #expect((code == 0 ? outcome.output : outcome.errors).contains(part), "\(outcome.output)\(outcome.errors)")
        }
    }

    @Test("what was set stays, and is emptied without values")
    func story() throws {
        let dryad = workspace.dryad
        #expect(try dryad.run("tenant", "set", "a", Self.types, "6").code == 0)
        #expect(try dryad.run("tenant", "set", "a", Self.types, "6").output.contains("was so already"))
        let emptied = try dryad.run("tenant", "set", "a", Self.types).output
        #expect(emptied.contains("is empty now.") && emptied.contains("6       -"), "\(emptied)")
    }
}
