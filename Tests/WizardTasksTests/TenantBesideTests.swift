import CloudTenant
import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

/// A second server beside one that exports, or in the place of one that was lost (entra-connect.md 3.3).
@Suite("A workspace beside a tenant that has been exported to")
struct TenantBesideTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    /// Exports, and puts an empty store in place of the one that knows of it.
    private func exported() async throws -> (workspace: Workspace, count: Int) {
        _ = try await fixture.ready()
        let off = SwitchStagingMode(in: try await fixture.open())
        try await off.apply(try await off.plan(to: false))
        let report = try await Synchronize(in: try await fixture.open()).run { _ in }
        try #require(report.outcome == "success", "\(report)")
        let on = SwitchStagingMode(in: try await fixture.open())
        try await on.apply(try await on.plan(to: true))
        let path = try await fixture.open().store.path
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        try Workspace.create(in: fixture.workspaceFolder, surroundings: fixture.surroundings)
        let task = RefreshSchema(in: try await fixture.open())
        try await task.apply(try await task.prepare { _ in })
        return (try await fixture.open(), report.export?.accepted ?? 0)
    }

    @Test("finds everything there, and adds nothing")
    func same() async throws {
        let (workspace, count) = try await exported()
        let report = try await Synchronize(in: workspace).run { _ in }
        #expect(report.export?.pending == [:], "\(report)")
        let step = report.steps.first { $0.connector == .tenant }
        #expect(step?[.adds] == count && step?.status == .success && step?.profile == .fullImport)
        #expect(try await workspace.store.disconnectorCount(of: .tenant) == 0)
        #expect(try await workspace.store.acceptedAnchors(of: .tenant).count == count)
        // Another whole import has nothing new to say.
        let again = try await RunConnector(in: workspace, connector: "tenant", profile: .fullImport).run { _ in }
        #expect(again.steps.last?[.confirmed] == count && again.warnings.isEmpty, "\(again)")
    }

    @Test("an import behind the synchronization is enough too")
    func later() async throws {
        let (workspace, count) = try await exported()
        for name in ["contoso.test", "fabrikam.test"] {
            _ = try await RunConnector(in: workspace, connector: name, profile: .fullImport).run { _ in }
        }
        _ = try await RunConnector(in: workspace, connector: "contoso.test", profile: .fullSynchronization).run { _ in }
        #expect(try await workspace.store.pendingCounts(of: .tenant).reduce(0) { $0 + $1.count } == count)
        let report = try await RunConnector(in: workspace, connector: "tenant", profile: .fullImport).run { _ in }
        #expect(report.steps.last?[.joins] == count, "\(report)")
        #expect(try await workspace.store.pendingCounts(of: .tenant).reduce(0) { $0 + $1.count } == 0)
    }

    @Test("sees what differs, and nothing else")
    func different() async throws {
        let (workspace, _) = try await exported()
        let people = try await workspace.tenant.store.objects().filter { $0.objectClass == "user" }
        let one = try #require(people.first), anchor = try #require(one.anchor)
        let sent = TenantChange(
            operation: .update,
            objectClass: "user",
            anchor: anchor,
            name: "CN={x}",
            attributes: [.init(name: "displayName", values: [Array("Changed by somebody".utf8)])]
        )
        _ = try await workspace.tenant.process([sent])
        let report = try await Synchronize(in: workspace).run { _ in }
        #expect(report.export?.pending == ["update": 1], "\(report)")
        let (changes, _) = try await PendingView(workspace).describe()
        #expect(changes.map(\.anchor) == [anchor] && changes.first?.attributes == ["displayName"])
        #expect(changes.first?.values.first?.removed == ["Changed by somebody"])
    }

    @Test("what others have deleted there has gone with the next import of changes, as with one of everything")
    func deleted() async throws {
        let (workspace, _) = try await exported()
        let forest = fixture.folder.file("contoso.test.ldif")
        let whole = try String(contentsOf: forest, encoding: .utf8)
        let user = try #require(
            whole.components(separatedBy: "\n\n").first { $0.contains("\nuserPrincipalName: ada.andersson@") }
        )
        _ = try fixture.folder.write(whole.replacing(user, with: ""), to: "contoso.test.ldif")
        _ = try await Synchronize(in: workspace).run { _ in }
        try #require(try await workspace.store.disconnectorCount(of: .tenant) == 1)
        let accepted = try await workspace.store.acceptedAnchors(of: .tenant)
        let objects = try await workspace.tenant.store.objects()
        // One that can be restored, one that cannot, and one that nothing here is joined to.
        let known = try ["user", "group"].map { (name: AttributeName) in
            try #require(objects.first { $0.objectClass == name && accepted.contains($0.anchor ?? "") })
        }
        let other = try #require(objects.first { !accepted.contains($0.anchor ?? "") })
        let gone = known + [other]
        let anchors = Set(gone.compactMap(\.anchor))
        func returned() async throws -> Set<String> {
            Set(
                try await workspace.store.connectorSpace(of: .tenant).map {
                    String(decoding: $0.identity.anchor, as: UTF8.self)
                }
            )
        }
        let before = try await returned()
        try #require(anchors.count == 3 && before.isSuperset(of: anchors))
        let deletions = gone.map { object in
            TenantChange(
                operation: .delete,
                objectClass: object.objectClass,
                anchor: object.anchor ?? "",
                name: "CN={x}",
                attributes: []
            )
        }
        _ = try await workspace.tenant.process(deletions)
        let report = try await RunConnector(in: workspace, connector: "tenant", profile: .deltaImport).run { _ in }
        #expect(report.steps.last?.profile == .deltaImport && report.steps.last?[.deletes] == 2, "\(report)")
        // Nothing of them was exported from here.
        #expect(report.warnings.isEmpty && report.outcome == "success", "\(report)")
        let told = "Somebody else has taken 2 objects out of the tenant, such as "
        #expect(report.notes.contains { $0.hasPrefix(told) }, "\(report.notes)")
        #expect(try await workspace.store.disconnectorCount(of: .tenant) == 0)
        #expect(try await returned() == before.subtracting(anchors))
        let again = try await RunConnector(in: workspace, connector: "tenant", profile: .fullImport).run { _ in }
        #expect(again.warnings.isEmpty, "\(again.warnings)")
        #expect(try await returned() == before.subtracting(anchors))
    }

    /// What nobody here wants is a disconnector: it is neither joined nor taken away.
    @Test("leaves alone what it has no object for, until there is one")
    func orphan() async throws {
        let (workspace, count) = try await exported()
        let forest = fixture.folder.file("contoso.test.ldif")
        let whole = try String(contentsOf: forest, encoding: .utf8)
        let user = try #require(
            whole.components(separatedBy: "\n\n").first { $0.contains("\nuserPrincipalName: ada.andersson@") }
        )
        _ = try fixture.folder.write(whole.replacing(user, with: ""), to: "contoso.test.ldif")
        let report = try await Synchronize(in: workspace).run { _ in }
        #expect(report.export?.pending["delete"] == nil && report.export?.pending["add"] == nil, "\(report)")
        #expect(try await workspace.store.disconnectorCount(of: .tenant) == 1)
        _ = try fixture.folder.write(whole, to: "contoso.test.ldif")
        let found = try await Synchronize(in: try await fixture.open()).run { _ in }
        #expect(found.export?.pending == [:], "\(found)")
        #expect(try await workspace.store.acceptedAnchors(of: .tenant).count == count)
    }

    @Test("an import that did not come to its end has shown nothing")
    func cutOff() async throws {
        let (workspace, count) = try await exported()
        let reader = CutReader(tenant: try workspace.tenant)
        await #expect(throws: CutReader.Cut.self) {
            var objects = TenantObjects(reader, workspace.store, rules: [])
            _ = try await objects.all(at: 0) { _ in }
        }
        for name in ["contoso.test", "fabrikam.test"] {
            _ = try await RunConnector(in: workspace, connector: name, profile: .fullImport).run { _ in }
        }
        _ = try await RunConnector(in: workspace, connector: "contoso.test", profile: .fullSynchronization).run { _ in }
        #expect(try await workspace.store.pendingCounts(of: .tenant).reduce(0) { $0 + $1.count } == count)
    }
}

/// Reads one page of a tenant and no more.
private struct CutReader: TenantReader {
    struct Cut: Error {}

    let tenant: Tenant

    func synced(after anchor: String?) async throws -> [SyncedObject] {
        guard anchor == nil else { throw Cut() }
        return Array(try await tenant.synced(after: nil).prefix(5))
    }

    func synced(_ anchors: [String]) async throws -> [SyncedObject?] { throw Cut() }

    func changes(of objectClass: AttributeName, after place: TenantRevision.Place) async throws -> SyncedRevision.Page {
        try await tenant.changes(of: objectClass, after: place)
    }

    func ofCloud(_ objectClass: AttributeName, after id: TenantObjectID?) async throws -> CloudPage { throw Cut() }
}
