import SQLiteStore
import SyncEngine
import SyncRules
import Testing

@testable import Connectors
@testable import LDAPClient
@testable import WizardTasks

/// The words of entra-connect.md 4.5, and where the history says why.
@Suite("A run that an error has ended")
struct FailedRunTests {
    private static let cases: [(any Error, String)] = [
        (SyncEngineError(.invalidRule, "x"), "stopped-server"),
        (TaskError(.notRefreshed, "x"), "stopped-server"),
        (CancellationError(), "stopped-user-termination"),
        (TransportFailure.unreachable("x"), "stopped-connectivity"),
        (TenantExportError.notAuthorized, "stopped-connectivity"),
        (LDAPError(.serverDown, "x"), "stopped-connectivity"),
        (LDAPError(.unreachable, "x"), "no-start-connection"),
    ]

    @Test("is a matter of the connection only where something could not be reached", arguments: cases)
    func words(_ error: any Error, _ word: String) {
        let status = RunHistory.status(of: error)
        #expect(status.rawValue == word && status.isStopped)
    }

    private static let rule = """
        flows:
          - to: displayName
            expression: 'Chr(34) & [cn]'
        """

    @Test("by a rule says which mistake the rule has, in the step that came to no end")
    func rule() async throws {
        let fixture = try WorkspaceFixture()
        _ = try await fixture.ready()
        try fixture.writeRule(named: "Bad", .inbound, from: "user", to: "person", as: "bad", saying: Self.rule)
        let error = await #expect(throws: SyncEngineError.self) { try await fixture.cycle() }
        #expect(error?.code == .invalidRule)
        let workspace = try await fixture.open()
        let run = try #require(try await workspace.store.runs(limit: 1).first)
        #expect(run.outcome == "stopped-server")
        let last = try #require(run.details.last)
        #expect(last.status == .stoppedServer && last.profile == .fullSynchronization, "\(last)")
        // One line each, and each of them once.
        let lines = (error?.description ?? "").split(separator: "\n").map(String.init)
        #expect(last.remarks == lines && lines.contains { $0.contains("Chr") }, "\(last.remarks)")
        #expect(run.details.count { $0.status.isStopped } == 1)
        let basis = try await PendingBasis.read(workspace)
        #expect(basis.isUnknown && basis.remark?.contains("ended with stopped-server") == true, "\(basis)")
    }

    @Test("between two steps says why in one for what would have come next", arguments: CyclePolicy.allCases)
    func between(_ policy: CyclePolicy) async throws {
        let fixture = try WorkspaceFixture()
        let workspace = try await fixture.ready()
        var report = SynchronizationReport(outcome: RunStatus.success.rawValue)
        report.task = "cycle \(policy.rawValue)"
        let began = report
        await #expect(throws: TaskError.self) {
            try await RunHistory(workspace).keep(began) { _ in throw TaskError(.notRefreshed, "one\ntwo") }
        }
        let step = try #require(try await workspace.store.runs(limit: 1).first?.details.last)
        #expect(step.profile == (policy == .initial ? .fullSynchronization : .deltaSynchronization))
        #expect(step.status == .stoppedServer && step.remarks == ["one", "two"], "\(step)")
    }
}
