import CloudTenant
import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import Testing

@testable import WizardTasks

/// Two workspaces with the same forests at one tenant, of which one exports (entra-connect.md 3.2, 3.3).
@Suite("A staging server beside an active one")
struct TwoServersTests {
    private let active: WorkspaceFixture
    private let staging: WorkspaceFixture

    init() throws { (active, staging) = (try WorkspaceFixture(), try WorkspaceFixture()) }

    /// Both servers with forests without Ada, and with nothing that waits.
    private func ready() async throws {
        let first = try await active.ready()
        _ = try await staging.ready()
        let path = staging.workspaceFolder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let tenant = first.folder.resolve(first.configuration.tenantStore)
        let shared = text.replacing("store: .dryad/tenant.sqlite", with: "store: \(tenant)")
        try #require(shared != text)
        try Data(shared.utf8).write(to: URL(filePath: path))
        try ada(isThere: false)
        try await active.switchStaging(to: false)
        for _ in 0..<2 { _ = try await active.cycle() }
        for _ in 0..<2 {
            let report = try await staging.cycle()
            try #require(report.export?.pending == [:] && report.export?.isSuppressed == true, "\(report)")
        }
    }

    private func ada(isThere: Bool) throws {
        for fixture in [active, staging] {
            _ = try fixture.write("contoso.test", [], as: "contoso.test.ldif") { record in
                !isThere && record.dn.hasPrefix("CN=Ada")
            }
        }
    }

    /// What the staging server says of a cycle that reads changes alone.
    private func seen() async throws -> SynchronizationReport {
        let report = try await staging.cycle()
        try #require(report.steps.first { $0.connector == .tenant }?.profile == .deltaImport, "\(report.steps)")
        return report
    }

    @Test("sees what that one has added, with the next import of changes", arguments: [true, false])
    func added(_ isAhead: Bool) async throws {
        try await ready()
        try ada(isThere: true)
        if isAhead {
            #expect(try await seen().export?.pending["add"] == 1)
        }
        let export = try await active.cycle().export
        try #require(export?.pending["add"] == 1 && export?.refused.isEmpty == true, "\(String(describing: export))")
        let report = try await seen()
        #expect(report.export?.pending == [:], "\(report)")
        let store = try await staging.open().store
        #expect(try await store.disconnectorCount(of: .tenant) == 0)
        let theirs = try await active.open().store.acceptedAnchors(of: .tenant)
        #expect(try await store.acceptedAnchors(of: .tenant) == theirs)
        for policy in [CyclePolicy.delta, .initial] {
            let again = try await staging.cycle { $0.policy = policy }
            #expect(again.export?.pending == [:], "\(again)")
        }
        // What goes again goes here too, and does not come back from what was noted.
        try ada(isThere: false)
        #expect(try await active.cycle().export?.pending["delete"] == 1)
        #expect(try await seen().export?.pending == [:])
        #expect(try await store.acceptedAnchors(of: .tenant).count == theirs.count - 1)
        try ada(isThere: true)
        #expect(try await seen().export?.pending["add"] == 1)
    }

    private func rename(_ old: String, to new: String) throws {
        for fixture in [active, staging] {
            try fixture.rewrite("contoso.test.ldif") { record in
                guard record.texts("displayName") == [old] else { return record }
                let name = LDIFRecord.Value(name: "displayName", bytes: Array(new.utf8))
                return LDIFRecord(dn: record.dn, values: record.values.filter { $0.name != "displayName" } + [name])
            }
        }
    }

    private func told(_ report: SynchronizationReport, _ words: String) -> Bool {
        report.warnings.isEmpty && report.outcome != RunStatus.completedWarnings.rawValue
            && report.export?.pending == [:] && report.notes.contains { $0.hasPrefix("Somebody else has \(words)") }
    }

    @Test("is not warned of what that one changes and takes out: it has exported none of it")
    func warned() async throws {
        try await ready()
        try ada(isThere: true)
        for _ in 0..<2 { _ = try await active.cycle() }
        try #require(try await seen().warnings.isEmpty)
        try rename("Ada Andersson", to: "Ada Byron")
        try #require(try await active.cycle().export?.pending == ["update": 1])
        let changed = try await seen()
        #expect(told(changed, "changed 1 object in the tenant: "), "\(changed)")
        try rename("Ada Byron", to: "Ada King")
        try #require(try await active.cycle().export?.pending == ["update": 1])
        let read = try await staging.cycle { $0.policy = .initial }
        #expect(told(read, "changed 1 object in the tenant: "), "\(read)")
        try ada(isThere: false)
        try #require(try await active.cycle().export?.pending["delete"] == 1)
        let gone = try await seen()
        #expect(told(gone, "taken 1 object out of the tenant: "), "\(gone)")
    }

    /// The rules for the code ignore their flow where the forest has none.
    @Test(
        "has nothing that waits where that one gives values that were ignored before",
        arguments: [CyclePolicy.delta, .initial]
    )
    func ignored(_ policy: CyclePolicy) async throws {
        try await ready()
        try ada(isThere: true)
        for fixture in [active, staging] {
            try fixture.rewrite("contoso.test.ldif") { record in
                guard record.dn.hasPrefix("CN=Ada") else { return record }
                return LDIFRecord(dn: record.dn, values: record.values.filter { $0.name != "countryCode" })
            }
        }
        for _ in 0..<2 { _ = try await active.cycle() }
        try #require(try await seen().export?.pending == [:])
        for fixture in [active, staging] {
            try fixture.rewrite("contoso.test.ldif") { record in
                guard record.dn.hasPrefix("CN=Ada") else { return record }
                let code = LDIFRecord.Value(name: "countryCode", bytes: Array("276".utf8))
                return LDIFRecord(dn: record.dn, values: record.values + [code])
            }
        }
        let export = try await active.cycle().export
        try #require(export?.pending == ["update": 1] && export?.accepted == 1, "\(String(describing: export))")
        for policy in [policy, .delta] {
            let report = try await staging.cycle { $0.policy = policy }
            #expect(report.export?.pending == [:] && report.warnings.isEmpty, "\(report)")
        }
    }

    @Test("that was the active one is not warned of what had been read back either", arguments: [true, false])
    func former(_ isStaging: Bool) async throws {
        try await ready()
        let workspace = try await active.open()
        let accepted = try await workspace.store.acceptedAnchors(of: .tenant)
        let objects = try await workspace.tenant.store.objects()
        let user = try #require(objects.first { $0.objectClass == "user" && accepted.contains($0.anchor ?? "") })
        let anchor = try #require(user.anchor)
        let change = TenantChange(
            operation: .update,
            objectClass: "user",
            anchor: anchor,
            name: "CN={x}",
            attributes: [.init(name: "displayName", values: [Array("Somebody else".utf8)])]
        )
        _ = try await workspace.tenant.process([change])
        if isStaging { try await active.switchStaging(to: true) }
        let report = try await active.cycle()
        #expect(report.warnings.map(\.object) == (isStaging ? [] : [anchor]), "\(report)")
        let isTold = report.notes.contains { $0.hasPrefix("Somebody else has changed 1 object in the tenant: ") }
        #expect(isTold == isStaging && report.export?.pending == ["update": 1], "\(report)")
        // The other server has exported nothing at all.
        #expect(try await seen().warnings.isEmpty)
    }
}
