import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("What the list of pending exports stands on")
struct PendingBasisTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func keep(_ task: String, _ outcome: String, in workspace: Workspace) async throws {
        var run = RunRecord(
            number: 0,
            began: "2024-05-01T10:00:00Z",
            ended: "2024-05-01T10:01:00Z",
            outcome: outcome,
            steps: []
        )
        run.task = task
        _ = try await workspace.store.record(run)
    }

    @Test("before the first synchronization there is none, and a run that was to be it is named")
    func never() async throws {
        let empty = try await PendingBasis.read(try await fixture.open())
        #expect(empty.isUnknown && empty.remark?.contains("`dryad forest add") == true, "\(empty)")
        let workspace = try await fixture.ready()
        let ready = try await PendingBasis.read(workspace)
        let said = try #require(ready.remark)
        #expect(ready.isUnknown && said.contains("`dryad sync run` imports and synchronizes; staging mode"), "\(said)")
        // An import alone is no attempt at a synchronization.
        try await keep("contoso.test full-import", RunStatus.noStartConnector.rawValue, in: workspace)
        #expect(try await PendingBasis.read(workspace).remark == said)
        try await keep("cycle initial", RunStatus.noStartConnector.rawValue, in: workspace)
        let failed = try await PendingBasis.read(workspace)
        #expect(failed.isUnknown && failed.remark?.contains("run 2 ended with no-start-ma") == true, "\(failed)")
    }

    @Test("after one, a newer run that was stopped before it synchronized is named until another one gets there")
    func stopped() async throws {
        let workspace = try await fixture.ready()
        _ = try await Synchronize(in: workspace).run { _ in }
        let fresh = try await PendingBasis.read(workspace)
        #expect(!fresh.isUnknown && fresh.remark == nil, "\(fresh)")
        try await keep("cycle delta", RunStatus.stoppedImportDrop.rawValue, in: workspace)
        try await keep("contoso.test full-import", RunStatus.success.rawValue, in: workspace)
        let stale = try await PendingBasis.read(workspace)
        let said = try #require(stale.remark)
        #expect(!stale.isUnknown && said.hasPrefix("Run 2 ended with stopped-import-drop before"), "\(said)")
        #expect(said.contains("of 2023-11-14T22:13:20Z,") && said.contains("`dryad sync history 2`"), "\(said)")
        let path = fixture.workspaceFolder.path
        let comparison = try await ComparePending(surroundings: fixture.surroundings).run(path, path)
        #expect(comparison.objects.isEmpty && comparison.remarks == ["A: \(said)", "B: \(said)"])
        _ = try await Synchronize(in: workspace).run { _ in }
        #expect(try await PendingBasis.read(workspace).remark == nil)
    }
}
