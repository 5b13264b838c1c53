import Directory
import Foundation
import SQLiteStore
import SyncEngine
import TestSupport
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
}
