import Foundation
import TestSupport
import Testing

/// The commands of runs, on the forests that the project ships as files.
@Suite("Runs on the command line")
struct SyncCommandsTests {
    private let workspace: WorkspaceOnDisk

    init() throws {
        workspace = try WorkspaceOnDisk()
        try workspace.addOfflineForests()
        #expect(try workspace.dryad.run("schema", "refresh", "--yes").code == 0)
    }

    @Test("policies, single profiles, status, schedule and history")
    func story() throws {
        let dryad = workspace.dryad
        #expect(try dryad.run("sync", "status").output.contains("No cycle has been run yet"))
        #expect(try dryad.run("sync", "run").code == 0)
        #expect(try dryad.run("sync", "run", "--policy", "delta").code == 0)
        let history = try dryad.run("sync", "history").output
        #expect(history.contains("cycle initial") && history.contains("cycle delta"))
        let first = try dryad.run("sync", "history", "1")
        for said in ["Full Import", "Full Synchronization", "Export", "projections", "what is read:"] {
            #expect(first.output.contains(said), "\(said) is missing in:\n\(first.output)")
        }
        let missing = try dryad.run("sync", "history", "99")
        #expect(missing.code == 1 && missing.errors.contains("There is no run 99 in the history. The last one is 2"))
        let profile = try dryad.run("run", "contoso.test", "Full Import")
        #expect(
            profile.code == 0 && profile.output.contains("contoso.test full-import"),
            "\(profile.output)\(profile.errors)"
        )
        #expect(try dryad.run("run", "contoso.test", "import").code == 64)
        #expect(try dryad.run("run", "nobody", "full-import").code == 1)
        #expect(try dryad.run("sync", "stop").output == "Nothing is running.\n")
        #expect(try dryad.run("scheduler", "set", "--interval", "90", "--disable-sync").code == 0)
        #expect(try dryad.run("scheduler", "show").output.contains("switched off"))
        let asked = try dryad.run("scheduler", "override", "contoso.test", "--full-import")
        #expect(
            asked.code == 0 && asked.output.contains("Full Import of contoso.test"),
            "\(asked.output)\(asked.errors)"
        )
        #expect(try dryad.run("sync", "run").code == 0)
        // The first run is the last full synchronization, the newest the last of everything else.
        #expect(try dryad.run("sync", "history", "--prune", "--keep", "1").errors.contains("2 runs taken"))
        let json = try dryad.run("sync", "history", "1", "-o", "json").output
        #expect(json.contains("\"full-synchronization\"") && json.contains("\"projections\""))
    }

    @Test("what is asked for is there, what is there every time is no warning, and durations are in words")
    func words() throws {
        let dryad = workspace.dryad
        #expect(try dryad.run("sync", "run").code == 0)
        // A file is read in full each time.
        let second = try dryad.run("sync", "run").output
        #expect(!second.contains("was read in full") && !second.contains("! "), "\(second)")
        #expect(try dryad.run("sync", "history", "2").output.contains("It cannot tell what has changed."))
        for command in [["pending", "list"], ["pending", "export", "--format", "csv"], ["tenant", "objects"]] {
            let none = try dryad.run(command + ["--class", "robot"])
            #expect(none.code == 64 && none.errors.contains("it is user, group, contact, device"), "\(none.errors)")
            #expect(try dryad.run(command + ["--class", "Group"]).code == 0)
        }
        #expect(try dryad.run("pending", "list", "--limit", "1").output.contains("more kinds of change; --limit 0"))
        let forecast = try dryad.run("tenant", "throttle", "forecast", "--changes", "213000").output
        #expect(forecast.contains("2 h 30 min of waiting"), "\(forecast)")
        #expect(try dryad.run("tenant", "delay", "90").output.contains("1 min 30 s behind writers"))
    }

    @Test("before anything was synchronized, what waits is not known, and not nothing")
    func unknown() throws {
        let dryad = workspace.dryad
        for command in [["list"], ["list", "--forest", "contoso.test"]] {
            let list = try dryad.run(["pending"] + command)
            #expect(list.code == 0 && list.output.hasPrefix("Nothing has been synchronized yet"), "\(list.output)")
            #expect(
                list.output.contains("`dryad sync run`") && !list.output.contains("Nothing waits"),
                "\(list.output)"
            )
        }
        let json = try dryad.run("pending", "list", "-o", "json").output
        #expect(json.contains("\"isUnknown\" : true"), "\(json)")
        let file = try dryad.run("pending", "export", "--format", "csv")
        #expect(file.code == 0 && file.errors.contains("Nothing has been synchronized yet"), "\(file.errors)")
        let both = try dryad.run("pending", "compare", ".", ".")
        #expect(both.output.contains("! A: Nothing has been synchronized yet"), "\(both.output)")
        #expect(try dryad.run("sync", "run").code == 0)
        for command in [["list"], ["compare", ".", "."]] {
            let after = try dryad.run(["pending"] + command)
            #expect(after.code == 0 && !after.output.contains("Nothing has been synchronized"), "\(after.output)")
        }
    }

    @Test("nothing passes a guard without a reason")
    func reason() throws {
        let dryad = workspace.dryad
        let wishes = [
            ["--allow-deletes", "5"], ["--allow-drop"], ["--export-in-staging"],
            ["--export-in-staging", "--reason", "4711"], ["--allow-drop", "--reason", " "], ["--reason", ""],
        ]
        for wish in wishes {
            for command in [["sync", "run"], ["run", "tenant", "export"]] {
                let outcome = try dryad.run(command + wish)
                #expect(outcome.code == 64 && outcome.errors.contains("--reason"), "\(wish): \(outcome.errors)")
            }
        }
        let profile = ["run", "contoso.test", "full-import", "--export-in-staging", "--reason", "a test"]
        #expect(try dryad.run(profile).code == 64)
        let passed = try dryad.run("sync", "run", "--allow-deletes", "5", "--reason", "a test")
        #expect(passed.code == 0 && passed.output.contains("a test"), "\(passed.output)")
        #expect(try dryad.run("sync", "history").output.contains("a test"))
    }
}
