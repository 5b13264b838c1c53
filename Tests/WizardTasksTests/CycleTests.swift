import CloudTenant
import Directory
import Foundation
import Plans
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

/// The order and the policies of entra-connect.md 4.4, the words of 4.5.
@Suite("The cycle")
struct CycleTests {
    private let fixture: WorkspaceFixture
    private let clock = Locked(Date(timeIntervalSince1970: 1_700_000_000))

    init() throws { fixture = try WorkspaceFixture() }

    private var surroundings: Surroundings {
        let own = fixture.surroundings
        return Surroundings(
            now: { [clock] in clock.withLock { $0 } },
            newIdentifier: own.newIdentifier,
            author: own.author,
            processIdentifier: own.processIdentifier,
            variable: own.variable,
            retry: own.retry,
            wait: { [clock] duration in
                try Task.checkCancellation()
                clock.withLock { $0 += duration / .seconds(1) }
            }
        )
    }

    private func open() async throws -> Workspace {
        try await Workspace.open(fixture.workspaceFolder, surroundings: surroundings)
    }

    private func pass(_ days: Double) { clock.withLock { $0 += days * 86_400 } }

    private func run(_ change: (inout CycleRequest) -> Void = { _ in }) async throws -> SynchronizationReport {
        var request = CycleRequest()
        change(&request)
        return try await Synchronize(in: try await open(), request).run { _ in }
    }

    private func leaveStaging() async throws {
        let task = SwitchStagingMode(in: try await open())
        try await task.apply(try await task.plan(to: false))
    }

    private func profiles(_ report: SynchronizationReport) -> [String] {
        report.steps.map {
            "\($0.connector.map { $0 == .tenant ? "tenant" : "forest" } ?? "all") \($0.profile.rawValue)"
        }
    }

    @Test("the first cycle is an initial one, the next a delta one, in the product's order")
    func order() async throws {
        _ = try await fixture.ready()
        let first = try await run()
        #expect(first.task == "cycle initial" && first.outcome == "success", "\(first.notes)")
        #expect(
            profiles(first) == [
                "forest full-import", "forest full-import", "tenant full-import", "all full-synchronization",
                "tenant export",
            ]
        )
        pass(0.1)
        let second = try await run()
        #expect(second.task == "cycle delta")
        // A file cannot tell what has changed.
        #expect(second.imports.allSatisfy { $0.profile == .fullImport && $0.because == [ConnectorReason.cannotTell] })
        #expect(
            Array(profiles(second).dropFirst(2)) == [
                "tenant delta-import", "all delta-synchronization", "tenant export",
            ]
        )
        let kept = try #require(try await open().store.run(2))
        #expect(kept.details == second.steps && kept.author == "ada@test")
        #expect(kept.details[0][.unchanged] > 10 && kept.details.last?.status == .completedNoObjects)
    }

    /// entra-connect.md 4.4: flags of single connectors mix full and delta steps in one delta cycle.
    @Test(
        "what is asked for of one forest makes no other one full",
        arguments: [[.fullImport], [.fullSynchronization], [.fullImport, .fullSynchronization]]
            as [[RunRequirement.Kind]],
        [[0], [1], [0, 1]]
    )
    func overrides(_ kinds: [RunRequirement.Kind], _ places: [Int]) async throws {
        _ = try await fixture.ready()
        _ = try await run()
        let forests = try await open().configuration.forests
        try await ConfigureScheduler(in: try await open()).require(kinds, of: places.map { forests[$0].name })
        let needs = try await CycleNeeds.find(try await open(), policy: nil)
        #expect(needs.policy == .delta)
        let imports = kinds.contains(.fullImport) ? Set(places.map { forests[$0].connector }) : []
        #expect(Set(needs.fullImports.keys) == imports)
        #expect((needs.fullSynchronization != nil) == kinds.contains(.fullSynchronization))
        // An initial cycle asks for more, and says who asked where somebody did.
        let initial = try await CycleNeeds.find(try await open(), policy: .initial)
        #expect(Set(initial.fullImports.keys) == Set(forests.map(\.connector)))
        _ = try await run()
        let done = try await CycleNeeds.find(try await open(), policy: nil)
        #expect(done.fullImports.isEmpty && done.fullSynchronization == nil)
    }

    /// entra-connect.md 3 and 4.4: a delta synchronization within seven days of the one before, in staging mode too.
    @Test("after more than seven days everything is synchronized")
    func pause() async throws {
        _ = try await fixture.ready()
        _ = try await run()
        pass(7)
        #expect(try await run().steps.contains { $0.profile == .deltaSynchronization })
        #expect(try await SchedulerState.read(try await open()).overrides.isEmpty)
        #expect(try await WorkspaceStatus.read(try await open()).due.isEmpty)
        pass(7.1)
        let due = try await SchedulerState.read(try await open()).overrides
        #expect(due == ["Full Synchronization: The last synchronization was more than seven days ago."])
        let status = try await WorkspaceStatus.read(try await open()).due
        #expect(status.map { "\($0.run): \($0.reason)" } == due && status.map(\.connector) == ["all"])
        let late = try await run()
        #expect(try await SchedulerState.read(try await open()).overrides.isEmpty)
        let step = try #require(late.steps.first { $0.profile == .fullSynchronization })
        #expect(step.remarks.first?.contains("seven days") == true)
    }

    @Test("what is asked for of a forest is done once, and by success alone")
    func requirement() async throws {
        _ = try await fixture.ready()
        _ = try await run()
        let task = ConfigureScheduler(in: try await open())
        try await task.require([.fullImport, .fullSynchronization], of: ["contoso.test"])
        let text = try String(contentsOf: fixture.folder.file("contoso.test.ldif"), encoding: .utf8)
        _ = try fixture.folder.write("dn: CN=x\nobjectClass top\n", to: "contoso.test.ldif")
        // What was read before may lack what was asked for.
        let stopped = try await run()
        #expect(stopped.outcome == "no-start-ma" && stopped.synchronization == nil)
        #expect(stopped.stopped?.contains("ada@test asked for it.") == true, "\(stopped.stopped ?? "")")
        #expect(try await open().store.requirements().count == 2)
        _ = try fixture.folder.write(text, to: "contoso.test.ldif")
        let report = try await run()
        #expect(report.imports.first?.because == ["ada@test asked for it."])
        #expect(report.steps.contains { $0.profile == .fullSynchronization })
        #expect(try await open().store.requirements().isEmpty)
    }

    @Test("what is asked for is done where single objects have errors, and their errors are told")
    func requirementWithErrors() async throws {
        _ = try await fixture.ready()
        _ = try await run()
        try await ConfigureScheduler(in: try await open()).require([.fullImport, .fullSynchronization], of: [])
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.texts("cn") == ["Ada Andersson"] else { return record }
            return LDIFRecord(dn: record.dn, values: record.values.filter { $0.name != "objectGUID" })
        }
        let report = try await run()
        #expect(report.outcome == "completed-discovery-errors" && !report.errors.isEmpty, "\(report.outcome)")
        #expect(try await open().store.requirements().isEmpty)
    }

    @Test("what the tenant has otherwise than it was exported is a warning, and is exported again")
    func confirmation() async throws {
        let workspace = try await fixture.ready()
        try await leaveStaging()
        let first = try await run()
        let count = try #require(first.export?.accepted)
        let object = try #require(
            try await workspace.tenant.store.objects().first { $0.objectClass == "user" && $0.anchor != nil }
        )
        let anchor = try #require(object.anchor)
        try await workspace.tenant.store.write { writing in
            guard let before = try writing.object(object.id) else { return }
            var packer = EntryPacker()
            packer.begin(dn: before.entry.dn)
            let name = writing.table.existing("displayName")
            for attribute in before.entry.attributes {
                for value in before.entry.values(of: attribute) {
                    packer.add(attribute, attribute == name ? Array("Somebody else".utf8) : Array(value))
                }
            }
            var after = before
            after.entry = packer.finish()
            try writing.put(after, replacing: before)
        }
        let second = try await run()
        #expect(
            second.warnings.map(\.code) == ["exported-change-not-reimported"]
                && second.warnings.map(\.object) == [anchor]
        )
        // The next run is silent of it: the history is not.
        let number = try #require(second.number)
        #expect(try await open().store.run(number)?.errors == second.warnings)
        let step = try #require(second.steps.first { $0.connector == .tenant })
        #expect(step.status == .completedWarnings && step[.confirmed] == count - 1 && step[.updates] == 1)
        #expect(second.export?.pending == ["update": 1] && second.export?.accepted == 1)
        let third = try await run()
        #expect(third.warnings.isEmpty && third.export?.pending == [:] && third.outcome == "success")
        #expect(third.steps.first { $0.connector == .tenant }?[.confirmed] == 1)
        let fourth = try await run()
        #expect(fourth.steps.first { $0.connector == .tenant }?.status == .completedNoObjects)
    }

    @Test("what somebody else has changed in the tenant to what the forest says now is told, and not exported")
    func alike() async throws {
        _ = try await fixture.ready()
        try await leaveStaging()
        _ = try await run()
        let (name, new) = (Array("Ada Andersson".utf8), Array("Ada Byron".utf8))
        try fixture.rewrite("contoso.test.ldif") { record in
            let values = record.values.map {
                $0.name == "displayName" && $0.bytes == name ? LDIFRecord.Value(name: $0.name, bytes: new) : $0
            }
            return LDIFRecord(dn: record.dn, values: values)
        }
        let tenant = try await open().tenant
        let shown = try #require(tenant.store.table.existing("displayName"))
        let ada = try #require(try await tenant.store.objects().first { $0.entry.text(shown) == "Ada Andersson" })
        let change = TenantChange(
            operation: .update,
            objectClass: "user",
            anchor: try #require(ada.anchor),
            name: "CN={x}",
            attributes: [.init(name: "displayName", values: [new])]
        )
        _ = try await tenant.process([change])
        let report = try await run()
        #expect(report.export?.pending == [:], "\(report)")
        #expect(
            report.warnings.map(\.message) == [
                "The tenant has other values than were exported: displayName. Where rules give something else, that is to "
                    + "be exported again."
            ]
        )
    }

    @Test("the first synchronization after an export says that the tenant's objects take part from now on")
    func returning() async throws {
        _ = try await fixture.ready()
        try await leaveStaging()
        _ = try await run()
        func remarks() async throws -> [String] {
            let report = try await run()
            return try #require(report.steps.first { $0.profile == .deltaSynchronization }).remarks
        }
        let first = "An import of the tenant has brought objects that rules read, for the first time."
        #expect(try await remarks().first == first)
        #expect(try await !remarks().contains(first))
    }

    @Test("a run that is asked to stop ends at the next safe point, says so, and the next one goes on")
    func stopped() async throws {
        _ = try await fixture.ready()
        let workspace = try await open()
        let asked = try await StopRun(in: workspace).run()
        #expect(asked == nil)
        let folder = fixture.workspaceFolder
        let (surroundings, isAsked) = (surroundings, Locked(false))
        let report = try await Synchronize(in: workspace).run { event in
            guard case .imported = event,
                !isAsked.withLock({ old in
                    defer { old = true }
                    return old
                })
            else { return }
            // The event is no place to wait in: what asks is another task, and the run waits for it here.
            let done = DispatchSemaphore(value: 0)
            Task.detached {
                let other = try? await Workspace.open(folder, surroundings: surroundings)
                if let other { _ = try? await StopRun(in: other).run() }
                done.signal()
            }
            done.wait()
        }
        #expect(report.outcome == "stopped-user-termination", "\(report.outcome) \(report.notes)")
        #expect(report.stopped?.contains("ada@test") == true && report.synchronization == nil)
        #expect(try await run().outcome == "success")
    }

    @Test("run profiles of single connectors, one after the other, come to what a cycle does")
    func profiles() async throws {
        _ = try await fixture.ready()
        try await leaveStaging()
        func profile(_ connector: String, _ profile: RunProfile) async throws -> SynchronizationReport {
            try await RunConnector(in: try await open(), connector: connector, profile: profile).run { _ in }
        }
        for forest in ["contoso.test", "Fabrikam.test"] {
            let report = try await profile(forest, .fullImport)
            #expect(report.outcome == "success" && report.steps.map(\.profile) == [.fullImport])
        }
        #expect(try await profile("contoso.test", .fullSynchronization).steps.map(\.status) == [.success])
        let export = try await profile("tenant", .export)
        #expect(export.export?.accepted ?? 0 > 20)
        #expect(try await profile("tenant", .deltaImport).steps.first?[.confirmed] == export.export?.accepted)
        // By objectGUID as the anchor nothing is written back.
        let writeBack = try await profile("contoso.test", .export)
        #expect(writeBack.outcome == "success" && writeBack.steps.map(\.status) == [.completedNoObjects])
        #expect(writeBack.writeBacks?.map(\.written) == [0] && writeBack.export == nil)
        let cycle = try await run { $0.policy = .delta }
        #expect(cycle.export?.pending == [:] && cycle.imports.allSatisfy { $0.added == 0 })
        #expect(try await open().store.runs(limit: 9).map(\.task).suffix(1) == ["contoso.test full-import"])
    }

    @Test("a synchronization by hand asks no forest: one that cannot be read does not stop it")
    func unread() async throws {
        _ = try await fixture.ready()
        _ = try await run()
        try FileManager.default.removeItem(at: fixture.folder.file("fabrikam.test.ldif"))
        for profile in [RunProfile.deltaSynchronization, .fullSynchronization] {
            let task = RunConnector(in: try await open(), connector: "contoso.test", profile: profile)
            let report = try await task.run { _ in }
            #expect(report.outcome == "success" && report.steps.map(\.profile) == [profile], "\(report)")
        }
    }

    @Test(
        "a full synchronization after another checks what it left, and works out every object where that is asked for"
    )
    func checked() async throws {
        _ = try await fixture.ready()
        _ = try await run()
        func remarks(_ evaluatesAll: Bool) async throws -> [String] {
            var request = CycleRequest()
            request.evaluatesAll = evaluatesAll
            let task = RunConnector(
                in: try await open(),
                connector: "contoso.test",
                profile: .fullSynchronization,
                request
            )
            return try await task.run { _ in }.steps.flatMap(\.remarks)
        }
        let isChecked = { (remarks: [String]) in
            remarks.contains { $0.contains("as the last synchronization left them") }
        }
        #expect(isChecked(try await remarks(false)))
        #expect(!isChecked(try await remarks(true)))
    }
}
