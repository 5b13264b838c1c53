import Directory
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("An export that is ended in its middle")
struct CancelledExportTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func switchStaging(to isOn: Bool) async throws {
        let task = SwitchStagingMode(in: try await fixture.open())
        try await task.apply(try await task.plan(to: isOn))
    }

    @Test("I7: the history keeps what was sent by then, what still waits, and what was let pass by whom and why")
    func cancelled() async throws {
        let workspace = try await fixture.ready()
        try await switchStaging(to: false)
        _ = try await Synchronize(in: try await fixture.open()).run { _ in }
        try await switchStaging(to: true)
        var left = 2
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.texts("objectClass").contains("user"), !record.texts("mail").isEmpty else { return record }
            left -= 1
            // A critical system object is in scope of no rule that links.
            let (name, value) = left >= 0 ? ("isCriticalSystemObject", "TRUE") : ("department", "New")
            let new = LDIFRecord.Value(name: AttributeName(name), bytes: Array(value.utf8))
            return LDIFRecord(dn: record.dn, values: record.values.filter { $0.name != new.name } + [new])
        }
        let waiting = try #require(try await Synchronize(in: try await fixture.open()).run { _ in }.export?.pending)
        let updates = try #require(waiting["update"])
        #expect(waiting["delete"] == 2 && updates > 5)
        var request = CycleRequest()
        request.exportsInStaging = true
        request.reason = "compare with the old server"
        let task = Synchronize(in: try await fixture.open(), request)
        let running = Task {
            try await task.run { event in
                // As Ctrl-C does, when additions and updates have gone and deletions have not.
                if case .exported = event { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        await #expect(throws: CancellationError.self) { try await running.value }
        let number = try #require(try await workspace.store.runs(limit: 1).first?.number)
        let kept = try #require(try await workspace.store.run(number))
        #expect(kept.outcome == "stopped-user-termination" && kept.author == "ada@test", "\(kept)")
        let passed = GuardOverride(
            kind: .staging,
            limit: nil,
            reason: "compare with the old server",
            author: "ada@test"
        )
        #expect(kept.overrides == [passed])
        let step = try #require(kept.details.last)
        #expect(step.profile == .export && step.status == .stoppedUser, "\(step)")
        #expect(step[.updates] == updates && step[.adds] == waiting["add"] ?? 0, "\(step)")
        #expect(step[.deletes] == 0 && step[.pending] == 2, "\(step)")
        #expect(step.remarks.first?.hasPrefix("The run was ended while it exported.") == true)
        // What waited is what still waits, and nothing is taken for done.
        let next = try await Synchronize(in: try await fixture.open()).run { _ in }
        #expect(next.export?.pending == ["delete": 2] && next.number == number + 1, "\(next)")
    }
}
