import Foundation
import Plans
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@Suite("The history of runs")
struct RunHistoryTests {
    private let folder: TemporaryFolder
    private let store: WorkspaceStore

    init() throws {
        folder = try TemporaryFolder()
        let path = folder.file("store.sqlite").path(percentEncoded: false)
        try WorkspaceStore.create(at: path)
        store = try WorkspaceStore(path: path)
    }

    private func run(_ day: Int, _ profile: RunProfile, _ status: RunStatus = .success) -> RunRecord {
        let moment = "2026-11-\(day)T10:00:00Z"
        var run = RunRecord(number: 0, began: moment, ended: moment, outcome: status.rawValue, steps: ["a", "b"])
        run.task = "cycle delta"
        run.author = "ada@test"
        run.details = [
            RunStep(
                connector: ConnectorID("x"),
                partition: "DC=x",
                profile: profile,
                began: moment,
                ended: moment,
                status: status,
                counters: [.adds: 3, .renames: 1, .errors: 0],
                remarks: ["because"]
            )
        ]
        run.overrides = [GuardOverride(kind: .deletions, limit: 7, reason: "meant", author: "ada@test")]
        run.errors = [
            ObjectError(code: "c", connector: ConnectorID("x"), object: "CN=x", label: "x", rule: "r", message: "m")
        ]
        return run
    }

    @Test("a run is kept with its steps, counters, overrides and errors")
    func kept() async throws {
        let number = try await store.record(run(20, .deltaImport))
        let read = try #require(try await store.run(number))
        let expected = run(20, .deltaImport)
        #expect(
            read.details == expected.details && read.overrides == expected.overrides && read.errors == expected.errors
        )
        #expect(read.task == "cycle delta" && read.author == "ada@test" && read.steps == ["a", "b"])
        #expect(read.details[0].counts.map(\.0) == [.adds, .renames])
        #expect(try await store.run(number + 1) == nil)
    }

    @Test("a null byte ends nothing that is said of an object")
    func zeros() async throws {
        var record = run(20, .deltaImport)
        record.errors = [
            ObjectError(
                code: "c",
                connector: ConnectorID("x"),
                object: "CN=a\0b",
                label: "a\0",
                message: "Its \"a\0b\"."
            )
        ]
        let read = try #require(try await store.run(try await store.record(record))?.errors.first)
        #expect(read.object == "CN=a\\u{0}b" && read.label == "a\\u{0}" && read.message == "Its \"a\\u{0}b\".")
    }

    @Test("pruning takes what is old or too much, but never the last good run of a profile")
    func pruned() async throws {
        for (day, profile) in [
            (10, RunProfile.fullSynchronization), (11, .deltaImport), (12, .deltaImport), (20, .deltaImport),
            (21, .export),
        ] { _ = try await store.record(run(day, profile)) }
        // None of these is a good run, whatever their word begins with.
        _ = try await store.record(run(22, .deltaImport, .noStartCredentials))
        #expect(try await store.prune(endedBefore: "2026-11-15T00:00:00Z", keeping: nil) == 2)
        #expect(try await store.runs(limit: 9).map(\.number) == [6, 5, 4, 1])
        #expect(try await store.prune(endedBefore: nil, keeping: 1) == 0)
        _ = try await store.record(run(23, .deltaImport))
        #expect(try await store.prune(endedBefore: nil, keeping: 1) == 2)
        #expect(try await store.runs(limit: 9).map(\.number) == [7, 5, 1])
        #expect(try await store.lastEnd(of: [.fullSynchronization, .deltaSynchronization]) == "2026-11-10T10:00:00Z")
    }

    @Test(
        "a run that goes on is no good one, is written over by its end, and was cut off where another run comes first"
    )
    func begun() async throws {
        let begun = run(20, .export, .inProgress)
        let number = try await store.record(begun)
        #expect(try await store.run(number)?.overrides == begun.overrides)
        #expect(try await store.lastEnd(of: [.export]) == nil && RunStatus.inProgress.isStopped)
        #expect(try await store.record(run(21, .export), over: number) == number)
        #expect(try await store.runs(limit: 9).map(\.outcome) == ["success"])
        #expect(try await store.run(number)?.details == run(21, .export).details)
        let killed = try await store.record(run(22, .export, .inProgress))
        _ = try await store.record(run(23, .deltaImport))
        #expect(try await store.runs(limit: 9).map(\.outcome) == ["success", "stopped-cut-off", "success"])
        let kept = try #require(try await store.run(killed))
        #expect(kept.details.map(\.status) == [.stoppedCutOff] && kept.overrides == begun.overrides)
        #expect(try await store.lastEnd(of: [.export]) == "2026-11-21T10:00:00Z")
        // The last good run of the profile stays, the one that was cut off goes.
        #expect(try await store.prune(endedBefore: nil, keeping: 1) == 1)
        #expect(try await store.runs(limit: 9).map(\.number) == [killed + 1, number])
    }

    @Test("a request to stop is for one process and one run, and waits for no transaction")
    func stop() async throws {
        let holder = TaskHolder(task: "sync run", owner: "ada", processIdentifier: 7, since: "t")
        let transaction = try await store.beginImport(of: ConnectorID("00000000-0000-4000-8000-000000000001"))
        try store.askToStop(holder, asked: "now", author: "grace")
        #expect(store.stopRequest(for: holder) == "grace")
        let later = TaskHolder(task: "sync run", owner: "ada", processIdentifier: 7, since: "u")
        #expect(store.stopRequest(for: later) == nil)
        await transaction.abandon()
        store.forgetStopRequests()
        #expect(store.stopRequest(for: holder) == nil)
    }
}
