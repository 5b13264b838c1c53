import Directory
import Foundation
import Plans
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

/// entra-connect.md 4.4: exports to forests come last, and staging mode holds them back as it does all others.
@Suite("Exports to simulated copies of forests")
struct ForestExportTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func export(
        _ connector: String,
        _ change: (inout CycleRequest) -> Void = { _ in }
    ) async throws -> SynchronizationReport {
        var request = CycleRequest()
        change(&request)
        let task = RunConnector(in: try await fixture.open(), connector: connector, profile: .export, request)
        return try await task.run { _ in }
    }

    /// The steps that exported to forests.
    private func steps(_ report: SynchronizationReport) -> [RunStep] {
        report.steps.filter { $0.profile == .export && $0.connector != .tenant }
    }

    private func unconfirmed() async throws -> Int {
        let workspace = try await fixture.open()
        var count = 0
        for forest in workspace.configuration.forests {
            count += try await workspace.store.unconfirmedWriteBacks(of: forest.connector)
        }
        return count
    }

    @Test("in staging mode what waits is counted and nothing is written, however often a run is made")
    func staging() async throws {
        _ = try await fixture.writingBack()
        var before: [Int] = []
        for _ in 0..<3 {
            let report = try await fixture.cycle()
            #expect(report.outcome == "success", "\(report)")
            let waiting = try await fixture.waiting()
            #expect(waiting.count == 2 && waiting.allSatisfy { $0 > 5 }, "\(waiting)")
            #expect(before.isEmpty || before == waiting)
            before = waiting
            let exports = try #require(report.writeBacks)
            #expect(exports.map(\.forest) == ["contoso.test", "fabrikam.test"])
            #expect(exports.allSatisfy { $0.isSuppressed && $0.written == 0 } && exports.map(\.count) == waiting)
            #expect(steps(report).map { $0[.pending] } == waiting && report.steps.last?.profile == .export)
            #expect(steps(report).allSatisfy { $0.status == .completedNoObjects && $0[.updates] == 0 })
            #expect(report.lines.contains("export to contoso.test: \(waiting[0]) pending, suppressed by staging mode"))
        }
        #expect(try await unconfirmed() == 0)
    }

    @Test(
        "a cycle writes to the copies, the next one confirms, and from then on nothing changes; files stay as they are"
    )
    func written() async throws {
        let workspace = try await fixture.writingBack()
        let files = try ["contoso.test", "fabrikam.test"].map(fixture.bytes(of:))
        _ = try await fixture.cycle()
        let waiting = try await fixture.waiting()
        try await fixture.switchStaging(to: false)
        let first = try await fixture.cycle()
        #expect(first.outcome == "success", "\(first)")
        #expect(
            first.writeBacks?.map(\.written) == waiting && first.writeBacks?.contains(where: \.isSuppressed) == false
        )
        #expect(steps(first).map { $0[.updates] } == waiting && steps(first).allSatisfy { $0.status == .success })
        #expect(try await fixture.waiting() == [0, 0])
        #expect(try await unconfirmed() == waiting.reduce(0, +))
        let second = try await fixture.cycle()
        #expect(second.imports.map(\.updated) == waiting, "\(second.imports)")
        #expect(second.writeBacks == nil && second.export?.pending == [:] && second.errors.isEmpty, "\(second)")
        #expect(try await unconfirmed() == 0)
        try await workspace.store.learnNames()
        let name = try #require(workspace.store.table.existing("mS-DS-ConsistencyGuid"))
        for (place, forest) in workspace.configuration.forests.enumerated() {
            let space = try await workspace.store.connectorSpace(of: forest.connector)
            #expect(space.count { !$0.entry.values(of: name).isEmpty } == waiting[place])
        }
        let third = try await fixture.cycle()
        #expect(third.imports.allSatisfy { $0.added + $0.updated + $0.deleted == 0 })
        #expect(third.writeBacks == nil && third.export?.pending == [:])
        let whole = try await fixture.cycle { $0.policy = .initial }
        #expect(whole.imports.allSatisfy { $0.added + $0.updated + $0.deleted == 0 })
        #expect(whole.writeBacks == nil && whole.export?.pending == [:] && whole.outcome == "success")
        #expect(try ["contoso.test", "fabrikam.test"].map(fixture.bytes(of:)) == files)
    }

    @Test("by hand one forest is exported to; in staging mode only with a reason, which is kept")
    func byHand() async throws {
        _ = try await fixture.writingBack()
        _ = try await fixture.cycle()
        let waiting = try await fixture.waiting()
        let held = try await export("contoso.test")
        #expect(held.task == "contoso.test export" && held.writeBacks?.map(\.isSuppressed) == [true])
        #expect(try await fixture.waiting() == waiting)
        let error = await #expect(throws: TaskError.self) {
            try await export("contoso.test") { $0.exportsInStaging = true }
        }
        #expect(error?.code == .options)
        let passed = try await export("Contoso.test") {
            $0.exportsInStaging = true
            $0.reason = "a test of one forest"
        }
        #expect(passed.writeBacks?.map(\.written) == [waiting[0]] && passed.export == nil)
        #expect(passed.override?.reason == "a test of one forest" && passed.overrides.map(\.kind) == [.staging])
        #expect(try await fixture.waiting() == [0, waiting[1]])
        let number = try #require(passed.number)
        let kept = try #require(try await fixture.open().store.run(number))
        #expect(kept.overrides == passed.overrides && kept.details == passed.steps)
        let again = try await export("contoso.test")
        #expect(again.writeBacks?.map(\.isSuppressed) == [true] && again.writeBacks?.map(\.count) == [0])
    }

    @Test("what stops the export to the tenant stops those to forests")
    func guarded() async throws {
        let workspace = try await fixture.writingBack()
        _ = try await fixture.cycle()
        try await fixture.switchStaging(to: false)
        // The tenant alone, so that something is left for the forests.
        #expect(try await export("tenant").export?.accepted ?? 0 > 5)
        let victim = try #require(try await fixture.exportedUsers(workspace).first)
        let path = fixture.workspaceFolder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let strict = text.replacing("deletionGuard: 500", with: "deletionGuard: 0")
        try #require(strict != text)
        try Data(strict.utf8).write(to: URL(filePath: path))
        _ = try fixture.write("contoso.test", [], as: "contoso.test.ldif") { $0.dn == victim }
        let report = try await fixture.cycle()
        #expect(report.outcome == SynchronizationReport.guarded && report.writeBacks == nil, "\(report)")
        #expect(steps(report).isEmpty)
        #expect(try await fixture.waiting().allSatisfy { $0 > 0 })
        #expect(try await unconfirmed() == 0)
    }

    @Test("leaving staging mode says what would be written back")
    func leaving() async throws {
        _ = try await fixture.writingBack()
        _ = try await fixture.cycle()
        let waiting = try await fixture.waiting()
        let task = SwitchStagingMode(in: try await fixture.open())
        let plan = try await task.plan(to: false)
        let shown = try #require(plan.content.staging?.writeBacks)
        #expect(shown == ["contoso.test": waiting[0], "fabrikam.test": waiting[1]])
        _ = try await export("fabrikam.test") {
            $0.exportsInStaging = true
            $0.reason = "a test"
        }
        let error = await #expect(throws: TaskError.self) { try await task.apply(plan) }
        #expect(error?.code == .stalePlan)
    }

    @Test("where nothing waits for a forest, a report says nothing of forests, and one of before can be read")
    func silent() async throws {
        _ = try await fixture.ready()
        let report = try await fixture.cycle()
        #expect(report.writeBacks == nil && steps(report).isEmpty)
        let data = try JSONEncoder().encode(report)
        #expect(!String(decoding: data, as: UTF8.self).contains("writeBacks"))
        #expect(try JSONDecoder().decode(SynchronizationReport.self, from: data) == report)
        let plan = try await SwitchStagingMode(in: try await fixture.open()).plan(to: false)
        #expect(plan.content.staging?.writeBacks == nil)
    }
}
