import CloudTenant
import Diagnostics
import Directory
import Foundation
import Lab
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("A synchronization cycle")
struct SynchronizeTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func run() async throws -> SynchronizationReport {
        try await Synchronize(in: try await fixture.open()).run { _ in }
    }

    private func switchStaging(to isOn: Bool) async throws {
        let task = SwitchStagingMode(in: try await fixture.open())
        try await task.apply(try await task.plan(to: isOn))
    }

    @Test("staging mode computes everything and exports nothing; without it everything arrives")
    func staging() async throws {
        let workspace = try await fixture.ready()
        let first = try await run()
        #expect(first.outcome == "success", "\(first.errors)")
        #expect(first.export?.isSuppressed == true)
        let pending = try await PendingView(workspace).list()
        #expect(pending.count(where: { $0.objectClass == "user" }) > 12)
        #expect(try await workspace.tenant.store.objects().isEmpty)
        #expect(try await workspace.store.requirements().isEmpty)
        try await switchStaging(to: false)
        let second = try await run()
        #expect(second.export?.accepted == pending.count, "\(second.export?.refused ?? [])")
        #expect(try await workspace.tenant.store.objects().count == pending.count)
        let third = try await run()
        #expect(third.export?.pending == [:])
        #expect(third.imports.allSatisfy { $0.added == 0 && $0.updated == 0 && $0.deleted == 0 })
    }

    @Test("an object that is gone from a complete import is deleted from the tenant; a guard can stop it")
    func deletion() async throws {
        let workspace = try await fixture.ready()
        try await switchStaging(to: false)
        _ = try await run()
        let before = try await workspace.tenant.store.objects().count
        let victim = try await goneUser(workspace)
        _ = try fixture.write("contoso.test", [], as: "contoso.test.ldif") { $0.dn == victim }
        let report = try await run()
        #expect(report.export?.pending["delete"] == 1)
        #expect(try await workspace.tenant.store.objects().count == before - 1)
        try guarded(0)
        _ = try fixture.write("contoso.test", [], as: "contoso.test.ldif") {
            $0.dn.contains("OU=") && $0.texts("objectClass").contains("user")
        }
        let stopped = try await run()
        #expect(stopped.outcome == SynchronizationReport.guarded)
        #expect(stopped.stopped?.contains("the guard lets 0 pass") == true)
        #expect(stopped.export?.accepted == 0 && (stopped.export?.pending["delete"] ?? 0) > 0)
        #expect(try await workspace.store.runs(limit: 1).first?.outcome == SynchronizationReport.guarded)
        #expect(try await workspace.tenant.store.objects().count == before - 1)
    }

    /// entra-connect.md 4.2: a failing step does not stop the rest; 4.5: `no-start-ma`.
    @Test("a forest that cannot be read stays as it was, and the others are synchronized and exported")
    func failedImport() async throws {
        let workspace = try await fixture.ready()
        try await switchStaging(to: false)
        _ = try await run()
        let contoso = workspace.configuration.forests[0].connector
        let space = try await workspace.store.connectorSpace(of: contoso)
        let before = try await workspace.tenant.store.objects()
        let text = try String(contentsOf: fixture.folder.file("contoso.test.ldif"), encoding: .utf8)
        _ = try fixture.folder.write("dn: CN=x\nobjectClass top\n", to: "contoso.test.ldif")
        let other = try await goneUser(workspace, in: 1)
        _ = try fixture.write("fabrikam.test", [], as: "fabrikam.test.ldif") { $0.dn == other }
        let report = try await run()
        #expect(report.outcome == "completed-import-incomplete" && report.stopped == nil, "\(report)")
        #expect(report.imports.map { $0.failure != nil } == [true, false])
        #expect(report.steps.first?.status == .noStartConnector && report.steps.first?.remarks.isEmpty == false)
        #expect(report.export?.pending["delete"] == 1 && report.export?.refused == [])
        #expect(try await workspace.store.connectorSpace(of: contoso) == space)
        #expect(try await workspace.tenant.store.objects().count == before.count - 1)
        #expect(try await workspace.store.runs(limit: 1).first?.steps.first?.contains("failed, ") == true)
        _ = try fixture.folder.write(text, to: "contoso.test.ldif")
        let back = try await run()
        #expect(back.outcome == "success" && back.export?.pending == [:], "\(back)")
    }

    @Test("nothing is synchronized while a forest cannot be read that never was: its objects are not known")
    func neverImported() async throws {
        let workspace = try await fixture.ready()
        try await switchStaging(to: false)
        _ = try fixture.folder.write("dn: CN=x\nobjectClass top\n", to: "contoso.test.ldif")
        for _ in 0..<2 {
            let report = try await run()
            #expect(report.outcome == "no-start-ma" && report.synchronization == nil && report.export == nil)
            #expect(report.stopped?.contains("contoso.test could not be read") == true, "\(report.stopped ?? "")")
            #expect(try await workspace.tenant.store.objects().isEmpty)
        }
    }

    /// entra-connect.md 4.2: Delete/Add where the type of an object has changed.
    @Test("a user who becomes a contact under one source anchor is deleted, and added by the next run")
    func reclassed() async throws {
        let workspace = try await fixture.ready()
        try await switchStaging(to: false)
        _ = try await run()
        let found = try await workspace.store.connectorSpace(of: workspace.configuration.forests[0].connector)
            .first { Entry($0.entry, table: workspace.store.table).texts("cn") == ["Ada Andersson"] }
        let (person, identity) = (try #require(found).entry.dn, found?.link)
        let anchor = try #require(
            try await workspace.store.desiredImages(of: .tenant).first { $0.metaverse == identity }
        ).anchor
        let own: Set<AttributeName> = [
            "objectClass", "userAccountControl", "objectSid", "sAMAccountName", "userPrincipalName",
        ]
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.dn == person else { return record }
            let classes = ["top", "person", "organizationalPerson", "contact"]
            return LDIFRecord(
                dn: record.dn,
                values: classes.map { LDIFRecord.Value(name: "objectClass", bytes: Array($0.utf8)) }
                    + record.values.filter { !own.contains($0.name) }
            )
        }
        let gone = try await run()
        #expect(gone.export?.pending["delete"] == 1 && gone.export?.pending["add"] == nil, "\(gone)")
        let come = try await run()
        #expect(come.export?.pending["add"] == 1 && come.export?.refused == [], "\(come)")
        let object = try await workspace.tenant.store.read { try $0.object(anchor: anchor) }
        #expect(object?.objectClass == "contact" && object?.deletedSince == nil)
        let last = try await run()
        #expect(last.export?.pending["add"] == nil && last.export?.pending["delete"] == nil, "\(last)")
    }

    @Test("what waits is told value by value, and who is meant by a reference")
    func values() async throws {
        _ = try await fixture.ready()
        try await switchStaging(to: false)
        _ = try await run()
        try await switchStaging(to: true)
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.texts("cn") == ["All Staff"] || record.texts("cn") == ["Ada Andersson"] else { return record }
            let kept = record.values.filter { value in
                !(value.name == "title" || (value.name == "member" && value.bytes.starts(with: Array("CN=Ada".utf8))))
            }
            let isPerson = record.texts("cn") == ["Ada Andersson"]
            let new = isPerson ? [LDIFRecord.Value(name: "title", bytes: Array("Chair".utf8))] : []
            return LDIFRecord(dn: record.dn, values: kept + new)
        }
        _ = try await run()
        let (changes, names) = try await PendingView(try await fixture.open()).describe()
        let person = try #require(changes.first { $0.objectClass == "user" })
        #expect(person.values == [ValueChange(attribute: "title", removed: ["Managing director"], added: ["Chair"])])
        let group = try #require(changes.first { $0.objectClass == "group" })
        let gone = try #require(group.values.first { $0.attribute == "member" })
        #expect(gone.added.isEmpty && gone.removed.compactMap { names[$0] } == ["ada.andersson@contoso.test"])
        #expect(changes.count == 2)
    }

    @Test(
        "an entry that is there and cannot be used is no evidence that its object has gone",
        arguments: [
            ("objectGUID", nil), ("objectGUID", "AAAA"), ("objectClass", nil),
        ] as [(AttributeName, String?)]
    )
    func unusable(_ attribute: AttributeName, _ value: String?) async throws {
        let workspace = try await fixture.ready()
        try await switchStaging(to: false)
        _ = try await run()
        let before = try await workspace.tenant.store.objects()
        let victim = try await goneUser(workspace)
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.dn == victim else { return record }
            let kept = record.values.filter { $0.name != attribute }
            let new = value.map { [LDIFRecord.Value(name: attribute, bytes: Array($0.utf8))] } ?? []
            return LDIFRecord(dn: record.dn, values: kept + new)
        }
        let report = try await run()
        #expect(report.outcome == "completed-discovery-errors" && report.errors.count == 1, "\(report)")
        #expect(report.imports.allSatisfy { $0.deleted == 0 })
        #expect(report.export?.pending == [:])
        #expect(try await workspace.tenant.store.objects() == before)
    }

    @Test("a run says when an option has changed since its rules were made")
    func oldRules() async throws {
        _ = try await fixture.ready()
        #expect(try await run().notes.isEmpty)
        let path = fixture.workspaceFolder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let other = text.replacing("  deviceWriteUp: on", with: "  exchangeHybrid: on")
        try #require(other != text)
        try Data(other.utf8).write(to: URL(filePath: path))
        #expect(try await run().notes.first?.contains("dryad schema refresh") == true)
    }

    @Test("a forest that went from dryad.yaml stops the cycle until its rules went by a plan")
    func removedForest() async throws {
        let workspace = try await fixture.ready()
        try await switchStaging(to: false)
        _ = try await run()
        let before = try await workspace.tenant.store.objects().count
        let path = fixture.workspaceFolder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let cut = try #require(text.range(of: "  - name: fabrikam.test"))
        try Data(text[..<cut.lowerBound].utf8).write(to: URL(filePath: path))
        let error = await #expect(throws: TaskError.self) { try await run() }
        #expect(error?.description.contains("dryad schema refresh") == true)
        #expect(try await workspace.tenant.store.objects().count == before)
        let task = RefreshSchema(in: try await fixture.open())
        try await task.apply(try await task.prepare { _ in })
        let report = try await run()
        #expect((report.export?.pending["delete"] ?? 0) > 10)
    }

    @Test("a forest whose schema was never read says what to do")
    func notRefreshed() async throws {
        let path = try fixture.write("contoso.test", [], as: "contoso.test.ldif")
        _ = try await AddForest(in: try await fixture.open()).run(name: "contoso.test", source: .file(path))
        let error = await #expect(throws: TaskError.self) { try await run() }
        #expect(error?.code == .notRefreshed)
        #expect(error?.description.contains("dryad schema refresh") == true)
    }

    /// The DN of a user that was exported.
    private func goneUser(_ workspace: Workspace, in forest: Int = 0) async throws -> String {
        try #require(try await fixture.exportedUsers(workspace, of: forest).first)
    }

    private func guarded(_ limit: Int) throws {
        let path = fixture.workspaceFolder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try Data(text.replacing("deletionGuard: 500", with: "deletionGuard: \(limit)").utf8).write(
            to: URL(filePath: path)
        )
    }
}
