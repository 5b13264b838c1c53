import Directory
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

/// entra-connect.md 7: removing a flowing attribute leaves the cloud value.
@Suite("Attributes of the tenant that are left out")
struct ExcludedAttributeTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func run() async throws -> SynchronizationReport {
        try await Synchronize(in: try await fixture.open()).run { _ in }
    }

    /// How many images have a title.
    private func titles(_ images: [ExportImage], _ workspace: Workspace) -> Int {
        images.count { !Entry($0.entry, table: workspace.store.table).texts("title").isEmpty }
    }

    @Test("values that the tenant has stay there, and what it does not have yet is not sent", arguments: [true, false])
    func left(_ isExported: Bool) async throws {
        _ = try await fixture.ready()
        if isExported {
            let staging = SwitchStagingMode(in: try await fixture.open())
            try await staging.apply(try await staging.plan(to: false))
        }
        _ = try await run()
        let workspace = try await fixture.open()
        let before = titles(try await workspace.store.desiredImages(of: .tenant), workspace)
        try #require(before > 0)
        let task = ChangeSettings(in: workspace)
        try await task.apply(try await task.plan(.options(OptionsRequest(["excludedAttributes": "title"]))))
        for _ in 0..<2 {
            let report = try await run()
            #expect(!isExported || report.export?.pending == [:], "\(report)")
            let now = try await fixture.open()
            let images = try await now.store.desiredImages(of: .tenant)
            #expect(titles(images, now) == (isExported ? before : 0))
        }
    }
}
