import CloudTenant
import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("What the guards stop, and who lets it pass")
struct GuardedCycleTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    @Test("deletions that the guard stops pass once, with a reason that the history keeps")
    func deletions() async throws {
        _ = try await fixture.exported()
        let path = fixture.workspaceFolder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try Data(text.replacing("deletionGuard: 500", with: "deletionGuard: 1").utf8).write(to: URL(filePath: path))
        let victims = Set(try await fixture.exportedUsers(try await fixture.open()).prefix(3))
        _ = try fixture.write("contoso.test", [], as: "contoso.test.ldif") { victims.contains($0.dn) }
        let stopped = try await fixture.cycle()
        #expect(stopped.outcome == "stopped-deletion-threshold-exceeded" && stopped.export?.accepted == 0)
        #expect(stopped.steps.last?.status == .stoppedDeletionThreshold && stopped.steps.last?[.pending] ?? 0 >= 3)
        await #expect(throws: TaskError.self) { try await fixture.cycle { $0.allowedDeletions = 3 } }
        let few = try await fixture.cycle {
            $0.allowedDeletions = 2
            $0.reason = "moved"
        }
        #expect(few.stopped?.contains("only 2 were to pass") == true)
        #expect(few.overrides == [GuardOverride(kind: .unused, limit: nil, reason: "moved", author: "ada@test")])
        let report = try await fixture.cycle {
            $0.allowedDeletions = 3
            $0.reason = "they have left"
        }
        #expect(report.export?.pending["delete"] == 3 && report.outcome == "success", "\(report)")
        let kept = try #require(try await fixture.open().store.runs(limit: 1).first)
        #expect(
            kept.overrides == [GuardOverride(kind: .deletions, limit: 3, reason: "they have left", author: "ada@test")]
        )
        #expect(kept.details.last?[.deletes] == 3)
    }

    @Test("what waits to be deleted and is otherwise in the tenant by now, or gone from it, is no warning")
    func goneBefore() async throws {
        _ = try await fixture.exported()
        let path = fixture.workspaceFolder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try Data(text.replacing("deletionGuard: 500", with: "deletionGuard: 0").utf8).write(to: URL(filePath: path))
        let victims = Set(try await fixture.exportedUsers(try await fixture.open()).prefix(2))
        _ = try fixture.write("contoso.test", [], as: "contoso.test.ldif") { victims.contains($0.dn) }
        #expect(try await fixture.cycle().outcome == SynchronizationReport.guarded)

        let workspace = try await fixture.open()
        let wanted = Set(try await workspace.store.desiredImages(of: .tenant).map(\.anchor))
        let tenant = try workspace.tenant.store
        let exported = try await tenant.objects().filter { $0.anchor != nil && $0.objectClass == "user" }
        let going = exported.filter { object in object.anchor.map { !wanted.contains($0) } ?? false }
        try #require(going.count == 2)
        let missed = try #require(exported.first { object in object.anchor.map(wanted.contains) ?? false })
        let name = try #require(tenant.table.existing("displayName"))
        try await tenant.write { writing in
            for object in [going[0], missed] { try writing.remove(object) }
            var after = going[1]
            after.entry = after.entry.replacing([name]) { _ in [Array("Somebody else".utf8)[...]] }
            try writing.put(after, replacing: going[1])
        }
        let report = try await fixture.cycle()
        let anchor = try #require(missed.anchor)
        #expect(report.warnings.map(\.object) == [anchor], "\(report.warnings)")
        let step = try #require(report.steps.first { $0.connector == .tenant && $0.profile == .deltaImport })
        #expect(step[.deletes] == 2 && step[.updates] == 1, "\(step)")
        // What has gone already need not be deleted any more.
        #expect(report.outcome == SynchronizationReport.guarded && report.export?.pending["delete"] == 1, "\(report)")
    }

    @Test(
        "where nothing had to be let pass nothing is told as let pass, and the reason is kept all the same",
        arguments: [(40, false), (nil, true), (nil, false)] as [(Int?, Bool)]
    )
    func needless(_ deletions: Int?, _ drop: Bool) async throws {
        _ = try await fixture.exported()
        let report = try await fixture.cycle {
            $0.allowedDeletions = deletions
            $0.allowsDrop = drop
            $0.reason = "clean-up"
        }
        let unused = [GuardOverride(kind: .unused, limit: nil, reason: "clean-up", author: "ada@test")]
        #expect(report.outcome == "success" && report.overrides == unused, "\(report.overrides)")
        let kept = try #require(try await fixture.open().store.runs(limit: 1).first)
        #expect(kept.overrides == unused)
        #expect(kept.steps.contains("ada@test gave a reason, and nothing was let pass: clean-up"), "\(kept.steps)")
        await #expect(throws: TaskError.self) {
            try await fixture.cycle {
                $0.allowedDeletions = deletions
                $0.allowsDrop = drop
                $0.reason = " "
            }
        }
    }

    @Test("an import that has lost much stops before synchronization, again and again, until it is let pass")
    func drop() async throws {
        _ = try await fixture.exported()
        // The fixture's forests are small: tallies of a larger one stand for what was there.
        let workspace = try await fixture.open()
        let contoso = workspace.configuration.forests[0].connector
        let tallies = try await workspace.store.currentTallies(of: contoso)
        let before = tallies + [ObjectTally(objectClass: "user", container: "ou=hidden,dc=contoso,dc=test", count: 900)]
        try await workspace.store.accept(before, of: contoso)
        let victims = Set(try await fixture.exportedUsers(try await fixture.open()).prefix(1))
        _ = try fixture.write("contoso.test", [], as: "contoso.test.ldif") { victims.contains($0.dn) }
        for _ in 0..<2 {
            let report = try await fixture.cycle()
            #expect(report.outcome == "stopped-import-drop" && report.export == nil && report.synchronization == nil)
            #expect(report.stopped?.contains("ou=hidden") == true, "\(report.stopped ?? "")")
        }
        let passed = try await fixture.cycle {
            $0.allowsDrop = true
            $0.reason = "the OU has moved"
        }
        #expect(passed.outcome == "success" && passed.export?.pending["delete"] == 1)
        #expect(passed.overrides.map(\.kind) == [.importDrop])
        #expect(try await fixture.cycle().outcome == "success")
    }

    private static let file = "contoso.test.ldif"

    /// People of the first forest, made after one of `records`.
    private func people(_ numbers: Range<Int>, _ container: String, like records: [LDIFRecord]) throws -> [LDIFRecord] {
        let found = records.first { record in
            let classes = record.texts("objectClass")
            return classes.contains("user") && !classes.contains("computer")
                && !record.texts("userPrincipalName").isEmpty
        }
        let model = try #require(found)
        let sid = model.values.first { $0.name == "objectSid" }?.bytes ?? []
        return numbers.map { number in
            let texts: [(AttributeName, String)] = [
                ("cn", "Extra \(number)"), ("displayName", "Extra \(number)"), ("sAMAccountName", "extra\(number)"),
                ("userPrincipalName", "extra\(number)@contoso.test"), ("objectGUID", "extra user \(10_000 + number)"),
            ]
            return LDIFRecord(
                dn: "CN=Extra \(number),\(container),DC=contoso,DC=test",
                values: model.values.filter { $0.name == "objectClass" || $0.name == "userAccountControl" }
                    + texts.map { LDIFRecord.Value(name: $0.0, bytes: Array($0.1.utf8)) }
                    + [LDIFRecord.Value(name: "objectSid", bytes: Array(sid.dropLast(2)) + [UInt8(number), 1])]
            )
        }
    }

    @Test(
        "an OU that is hidden with all that is below it stops a run, whoever comes meanwhile; one that moves does not"
    )
    func hidden() async throws {
        _ = try await fixture.exported()
        let records = try fixture.records(Self.file)
        let teams = try [(0..<30, "OU=One"), (30..<60, "OU=Two")].flatMap { numbers, team in
            try people(numbers, "\(team),OU=Berlin", like: records)
        }
        let hired = try people(60..<70, "OU=People", like: records)
        let moved = try people(0..<60, "OU=Munich", like: records)
        func imported(_ more: [LDIFRecord]) async throws -> SynchronizationReport {
            _ = try fixture.folder.write(LDIFWriter.write(records + more), to: Self.file)
            return try await fixture.cycle()
        }
        let first = try await imported(teams)
        #expect(first.outcome == "success" && first.export?.pending["add"] ?? 0 >= 60, "\(first)")
        for _ in 0..<2 {
            let report = try await imported(hired)
            #expect(report.outcome == "stopped-import-drop" && report.export == nil)
            let said = report.stopped ?? ""
            #expect(
                said.contains("60 of 60 objects of the class user in ou=berlin,dc=contoso,dc=test have gone."),
                "\(said)"
            )
            #expect(!said.contains("ou=one"), "\(said)")
        }
        for more in [hired + teams, hired + moved] {
            let report = try await imported(more)
            #expect(report.outcome == "success" && report.export?.pending["delete"] ?? 0 == 0, "\(report)")
        }
    }
}
