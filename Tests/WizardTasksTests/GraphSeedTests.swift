import CloudTenant
import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

/// A tenant that was seeded from what Graph answers holds what the forests made in the real one.
@Suite("A seed from Graph, which shows no source anchor of groups")
struct GraphSeedTests {
    private static let identity = "44444444-0000-4000-8000-000000000001"

    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    @Test("a synchronized group is the one of the forest with its security identifier, and is exported as it")
    func group() async throws {
        _ = try await fixture.ready()
        #expect(try await fixture.cycle().outcome == "success")
        let workspace = try await fixture.open()
        let number = try #require(workspace.store.table.existing("onPremiseSecurityIdentifier"))
        let images = try await workspace.store.desiredImages(of: .tenant)
        let image = try #require(
            images.first { $0.objectClass == "group" && !$0.entry.values(of: number).isEmpty }
        )
        let bytes = try #require(image.entry.values(of: number).first)
        let identifier = try #require(SecurityIdentifier(bytes: bytes))
        let seed = try fixture.folder.write(
            """
            {"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#groups", "value": [
             {"id": "\(Self.identity)", "displayName": "As Graph knows it", "onPremisesSyncEnabled": true,
              "onPremisesSecurityIdentifier": "\(identifier)"}]}
            """,
            to: "groups.json"
        )
        let outcome = try await SeedTenant(in: workspace).run(seed.path(percentEncoded: false))
        #expect(outcome.added == ["group": 1])
        try await fixture.switchStaging(to: false)
        let report = try await fixture.cycle()
        #expect(report.outcome == "success" && report.export?.refused.isEmpty == true, "\(report)")
        let objects = try await workspace.tenant.store.objects()
        #expect(objects.count == images.count)
        let group = try #require(objects.first { "\($0.id)" == Self.identity })
        #expect(group.anchor == image.anchor && group.details.isSynchronized && group.details.errors.isEmpty)
        // An import shows it as it was exported, and nothing waits.
        for policy in [CyclePolicy.delta, .initial] {
            let next = try await fixture.cycle { $0.policy = policy }
            #expect(next.outcome == "success" && next.export?.pending == [:], "\(next)")
        }
    }
}
