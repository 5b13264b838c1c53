import CloudTenant
import Connectors
import Directory
import Foundation
import Plans
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

/// reliability 2.3, I4 and I5: nothing leaves in staging mode, and what leaves arrives once.
@Suite("Exports leave when they may, and once")
struct ExportSafetyTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func run(_ reason: String? = nil) async throws -> SynchronizationReport {
        var request = CycleRequest()
        request.exportsInStaging = reason != nil
        request.reason = reason
        return try await Synchronize(in: try await fixture.open(), request).run { _ in }
    }

    private func switchStaging(to isOn: Bool) async throws {
        let task = SwitchStagingMode(in: try await fixture.open())
        try await task.apply(try await task.plan(to: isOn))
    }

    private func requests(_ workspace: Workspace) async throws -> Int {
        try await TenantOverview.read(workspace).exportRequests
    }

    @Test("I4: in staging mode the tenant is asked for nothing, however often a run is made")
    func staging() async throws {
        let workspace = try await fixture.ready()
        for _ in 0..<3 { #expect(try await run().export?.isSuppressed == true) }
        #expect(try await requests(workspace) == 0)
        #expect(try await TenantOverview.read(workspace).writer == nil)
        #expect(try await workspace.store.counts(of: .tenant).isEmpty)
    }

    @Test(
        "an export in staging mode needs a reason, is told, and is kept with the run; the next run is held back again"
    )
    func override() async throws {
        let workspace = try await fixture.ready()
        for reason in ["", "  ", "123", String(repeating: "x", count: 1001)] {
            let error = await #expect(throws: TaskError.self) { try await run(reason) }
            #expect(error?.code == .options)
        }
        #expect(try await requests(workspace) == 0)
        let report = try await run("compare with\nthe old server")
        #expect(report.export?.isSuppressed == false && (report.export?.accepted ?? 0) > 10)
        #expect(report.override == (try StagingOverride(reason: "compare with the old server", author: "ada@test")))
        let kept = try #require(try await workspace.store.runs(limit: 1).first)
        #expect(kept.steps.contains("export in staging mode, decided by ada@test: compare with the old server"))
        let count = try await requests(workspace)
        #expect(try await run().export?.isSuppressed == true)
        #expect(try await requests(workspace) == count)
        try await switchStaging(to: false)
        let error = await #expect(throws: TaskError.self) { try await run("no need") }
        #expect(error?.description.contains("Staging mode is off") == true)
    }

    @Test("an export by hand is held back by staging mode, and passes it once with a reason that the history keeps")
    func manualOverride() async throws {
        let workspace = try await fixture.ready()
        _ = try await run()
        func export(_ reason: String?) async throws -> SynchronizationReport {
            var request = CycleRequest()
            request.exportsInStaging = reason != nil
            request.reason = reason
            return try await RunConnector(
                in: try await fixture.open(),
                connector: "tenant",
                profile: .export,
                request
            ).run { _ in }
        }
        #expect(try await export(nil).export?.isSuppressed == true)
        let runs = try await workspace.store.runs(limit: .max).count
        await #expect(throws: TaskError.self) { try await export("123") }
        // What was not begun is no run.
        #expect(try await workspace.store.runs(limit: .max).count == runs)
        #expect(try await requests(workspace) == 0)
        let report = try await export("compare with the old server")
        #expect(report.export?.isSuppressed == false && (report.export?.accepted ?? 0) > 10)
        let passed = GuardOverride(
            kind: .staging,
            limit: nil,
            reason: "compare with the old server",
            author: "ada@test"
        )
        let number = try #require(report.number)
        #expect(try await workspace.store.run(number)?.overrides == [passed])
        #expect(try await export(nil).export?.isSuppressed == true)
    }

    /// entra-connect.md 3.2: pending exports are looked at before a server leaves staging mode.
    @Test("leaving staging mode shows first what goes out, by class, and warns of deletions", arguments: [0, 2])
    func leaving(_ deletions: Int) async throws {
        _ = try await fixture.ready()
        try await switchStaging(to: false)
        _ = try await run()
        try await switchStaging(to: true)
        var left = deletions
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.texts("objectClass").contains("user"), !record.texts("mail").isEmpty else { return record }
            // A critical system object is in scope of no rule that links.
            left -= 1
            let name = left >= 0 ? "isCriticalSystemObject" : "department"
            let new = LDIFRecord.Value(name: AttributeName(name), bytes: Array((left >= 0 ? "TRUE" : "New").utf8))
            return LDIFRecord(dn: record.dn, values: record.values.filter { $0.name != new.name } + [new])
        }
        _ = try await run()
        let pending = try await PendingView(try await fixture.open()).list()
        let plan = try await SwitchStagingMode(in: try await fixture.open()).plan(to: false)
        let shown = try #require(plan.content.staging)
        for operation in [PendingExport.Operation.add, .update, .delete] {
            #expect(shown.pending[operation.rawValue] ?? 0 == pending.count { $0.operation == operation })
            #expect(
                shown.kinds["user"]?[operation.rawValue] ?? 0
                    == pending.count { $0.operation == operation && $0.objectClass == "user" }
            )
        }
        #expect(shown.pending["delete"] ?? 0 == deletions && (shown.pending["update"] ?? 0) > 5)
        #expect(plan.hazards.contains { $0.kind == "exportsDeletions" } == (deletions > 0))
    }

    @Test("leaving staging mode says what the guard would stop and how it passes once, and who may sign in otherwise")
    func leavingGuarded() async throws {
        _ = try await fixture.ready()
        try await switchStaging(to: false)
        _ = try await run()
        try await switchStaging(to: true)
        let path = fixture.workspaceFolder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let strict = text.replacing("deletionGuard: 500", with: "deletionGuard: 1")
        try #require(strict != text)
        try Data(strict.utf8).write(to: URL(filePath: path))
        var place = 0
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.texts("objectClass").contains("user"), !record.texts("mail").isEmpty else { return record }
            place += 1
            // Two go, the others sign in by another name.
            let (name, value) =
                place <= 2
                ? ("isCriticalSystemObject", "TRUE") : ("userPrincipalName", "person\(place)@contoso.test")
            let new = LDIFRecord.Value(name: AttributeName(name), bytes: Array(value.utf8))
            return LDIFRecord(dn: record.dn, values: record.values.filter { $0.name != new.name } + [new])
        }
        let report = try await run()
        let said = "Without staging mode the deletion guard would stop this export: 2 deletions are pending"
        #expect(report.outcome == "success" && report.notes.contains { $0.hasPrefix(said) }, "\(report.notes)")
        #expect(report.steps.last?.remarks.contains { $0.hasPrefix(said) } == true)
        let workspace = try await fixture.open()
        let signIn = try await PendingReview.read(workspace).changes.count { $0.affectsSignIn }
        #expect(signIn > 5)
        let hazards = try await SwitchStagingMode(in: workspace).plan(to: false).hazards
        #expect(Set(hazards.map(\.kind)) == ["exportsDeletions", "changesSignIn"], "\(hazards)")
        #expect(hazards.contains { $0.sentence.hasPrefix("\(signIn) objects may sign in otherwise") }, "\(hazards)")
        let deletions = try #require(hazards.first { $0.kind == "exportsDeletions" }).sentence
        #expect(deletions.contains("guard would stop the next export: 2 deletions are pending and the guard lets 1"))
        let advice = "with `dryad sync run --allow-deletes 2 --reason TEXT`, or raise deletionGuard in dryad.yaml."
        #expect(deletions.hasSuffix(advice), "\(deletions)")
        // The run that is stopped advises the same.
        try await switchStaging(to: false)
        let stopped = try #require(try await run().stopped)
        #expect(stopped.hasSuffix(advice), "\(stopped)")
    }

    @Test("while nothing was ever synchronized, leaving staging mode says that nobody knows what goes out")
    func leavingUnknown() async throws {
        let workspace = try await fixture.ready()
        let task = SwitchStagingMode(in: workspace)
        let before = try await task.plan(to: false)
        #expect(before.content.staging?.isUnknown == true)
        #expect(before.hazards.map(\.kind) == ["nothingSynchronized"])
        _ = try await run()
        let after = try await task.plan(to: false)
        #expect(after.content.staging?.isUnknown == nil && after.hazards.isEmpty, "\(after.hazards)")
    }

    /// What a run leaves that was killed while it exported: rows of changes that were sent, some of which have arrived.
    private func cutOff(_ workspace: Workspace, arrived: Int) async throws -> [OutgoingChange] {
        let store = workspace.store
        let ahead = try await store.exportsAhead(from: .tenant, areDeletions: false, after: nil, limit: 10_000)
        let name = try #require(EntryUUID("10000000-0000-4000-8000-000000000000"))
        let outgoing = try await store.take(ahead.waiting.indices, of: ahead, named: name).changes
        let connector = TenantConnector(
            tenant: try workspace.tenant,
            table: workspace.store.table,
            writer: workspace.writer
        )
        _ = try await connector.send(
            outgoing.prefix(arrived).map(\.change),
            names: outgoing.prefix(arrived).map { TenantOperationID($0.operation) }
        )
        return outgoing
    }

    @Test("I2 I5: what a killed run had sent is asked for first, and done once", arguments: [0, 1, 7, 1000])
    func unknown(_ arrived: Int) async throws {
        let workspace = try await fixture.ready()
        _ = try await run()
        let outgoing = try await cutOff(workspace, arrived: arrived)
        let before = try await workspace.tenant.store.objects().count
        #expect(before == min(arrived, outgoing.count))
        // Staging mode asks nothing either, and says what is open.
        let held = try await run()
        #expect(held.notes.contains { $0.contains("\(outgoing.count) changes is not known") }, "\(held.notes)")
        #expect(try await workspace.store.counts(of: .tenant)[.unknown] == outgoing.count)
        try await switchStaging(to: false)
        let report = try await run()
        #expect(report.notes.contains { $0.contains("what became of \(outgoing.count) changes") }, "\(report.notes)")
        #expect(report.export?.accepted == outgoing.count - before)
        #expect(try await workspace.tenant.store.objects().count == outgoing.count)
        #expect(try await workspace.store.exportedImages(of: .tenant).count == outgoing.count)
        #expect(try await run().export?.pending == [:])
    }

    @Test(
        "what a killed run had sent of known objects is nobody else's change when it is read back",
        arguments: [false, true]
    )
    func ownChanges(_ isStaging: Bool) async throws {
        _ = try await fixture.ready()
        try await switchStaging(to: false)
        for _ in 0..<2 { _ = try await run() }
        try await switchStaging(to: true)
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.texts("objectClass").contains("user"), !record.texts("mail").isEmpty else { return record }
            let new = LDIFRecord.Value(name: "department", bytes: Array("New".utf8))
            return LDIFRecord(dn: record.dn, values: record.values.filter { $0.name != new.name } + [new])
        }
        _ = try await run()
        let outgoing = try await cutOff(try await fixture.open(), arrived: 1000)
        try #require(!outgoing.isEmpty && outgoing.allSatisfy { $0.change.operation == .update })
        if !isStaging { try await switchStaging(to: false) }
        let report = try await run()
        #expect(report.outcome == "success" && report.warnings.isEmpty, "\(report)")
        #expect(!report.notes.contains { $0.hasPrefix("Somebody else") }, "\(report.notes)")
        let after = try await run()
        #expect(after.outcome == "success" && after.warnings.isEmpty, "\(after)")
    }

    @Test("I5: an answer that is lost costs nothing and does nothing twice")
    func lostAnswers() async throws {
        let workspace = try await fixture.ready()
        let task = ConfigureTenant(in: workspace)
        try await task.order(.partialBatch, after: 5, times: 1, retryAfter: 0)
        try await task.order(.lostAcknowledgement, after: 8, times: 1, retryAfter: 0)
        try await switchStaging(to: false)
        let report = try await run()
        #expect(report.outcome == "success", "\(report)")
        let count = try await workspace.tenant.store.objects().count
        #expect(report.export?.accepted == count)
        #expect(try await run().export?.pending == [:])
        #expect(try await TenantOverview.read(workspace).faults.isEmpty)
    }

    /// entra-connect.md 3.2: a revived old server keeps reverting values.
    @Test("two workspaces at one tenant: the second is told who writes, and told again when it goes on")
    func rogue() async throws {
        let first = try await fixture.ready()
        try await switchStaging(to: false)
        #expect(try await run().notes.isEmpty)
        let other = try WorkspaceFixture()
        _ = try await other.ready()
        let path = other.workspaceFolder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let tenant = first.folder.resolve(first.configuration.tenantStore)
        let shared = text.replacing("store: .dryad/tenant.sqlite", with: "store: \(tenant)")
            .replacing("staging: true", with: "staging: false")
        try #require(shared != text)
        try Data(shared.utf8).write(to: URL(filePath: path))
        for _ in 0..<2 {
            _ = try other.write("contoso.test", [], as: "contoso.test.ldif") { $0.dn.hasPrefix("CN=Ada") }
            let report = try await Synchronize(in: try await other.open()).run { _ in }
            guard report.export?.pending.isEmpty == false else { continue }
            #expect(report.notes.contains { $0.contains(first.folder.path) }, "\(report.notes)")
        }
        #expect(try await TenantOverview.read(try await other.open()).writer?.isHere == false)
        try await ConfigureTenant(in: first).set(refusesOthers: true)
        _ = try other.write("contoso.test", [], as: "contoso.test.ldif") { _ in false }
        let refused = try await Synchronize(in: try await other.open()).run { _ in }
        #expect(refused.outcome == "stopped-other-writer" && RunStatus.stoppedOtherWriter.isGuarded)
        #expect(refused.steps.last?.status == .stoppedOtherWriter)
        #expect(refused.stopped?.contains(first.folder.path) == true && refused.export?.accepted == 0)
        #expect(try await other.open().store.runs(limit: 1).first?.outcome == refused.outcome)
    }

    private static let addresses: [(String, Bool)] = [
        ("tenant: http://127.0.0.1:8091/", true), ("tenant: http://localhost:1", true),
        ("tenant: http://[::1]:8091", true), ("tenant: https://tenant.example/", true),
        ("tenant:\n  url: http://127.9.9.9:8091\n  tokenFile: /x", true), ("tenant: http://10.0.0.1:8091/", false),
        ("tenant: http://127.0.0.1.example/", false), ("tenant: ftp://127.0.0.1/", false), ("tenant: nonsense", false),
        ("tenant: http://a:b@127.0.0.1/", false), ("tenant: http://127.0.0.1/path", false),
        ("tenant:\n  url: http://127.0.0.1:1\n  store: x", false), ("tenant:\n  tokenFile: x", false),
    ]

    @Test("a tenant has an address of this machine, or one with TLS", arguments: addresses)
    func address(_ text: String, _ isTaken: Bool) async throws {
        let path = fixture.workspaceFolder.configuration
        let old = try String(contentsOfFile: path, encoding: .utf8)
        let new = old.replacing("tenant:\n  store: .dryad/tenant.sqlite", with: text)
        try #require(new != old)
        try Data(new.utf8).write(to: URL(filePath: path))
        guard isTaken else {
            await #expect(throws: TaskError.self) { try await fixture.open() }
            return
        }
        let workspace = try await fixture.open()
        #expect(workspace.configuration.tenantAddress != nil)
        // What sets a tenant up is done where it is served.
        let error = await #expect(throws: TaskError.self) { try await ConfigureTenant(in: workspace).takeOver() }
        #expect(error?.description.contains("is served at") == true)
        #expect(error?.description.contains("dryad tenant writer --release") == true, "\(error as Any)")
    }

    @Test("a token that others may read, and one that is none, are refused", arguments: [0o644, 0o600])
    func token(_ mode: Int) throws {
        let path = fixture.folder.file("token").path(percentEncoded: false)
        #expect(try TenantToken.readOrMake(path).count == 64)
        #expect(try TenantToken.readOrMake(path) == TenantToken.read(path))
        try Data((mode == 0o600 ? "two words\n" : "fine\n").utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        let error = #expect(throws: TaskError.self) { try TenantToken.read(path) }
        #expect(error?.code == .secret)
    }
}
