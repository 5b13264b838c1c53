import CloudTenant
import Connectors
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing
import WizardTasks

@testable import Console

/// An object is explained with what a tenant says of it that is served elsewhere, as with one in its file.
@Suite("Objects of a served tenant, explained")
struct ServedExplanationTests {
    private let fixture: ServedTenantFixture
    private static let ada = "ada.andersson@contoso.test"

    init() async throws { fixture = try await ServedTenantFixture() }

    private func explain(_ name: String, _ attribute: String? = nil) async throws -> ObjectExplanation {
        try await ExplainObject(in: try await fixture.open("client")).run(name, attribute: attribute)
    }

    @Test("the tenant is asked what it would say, whether it has the object, and what it keeps back")
    func asked() async throws {
        try await fixture.addForest(users: 12)
        let seed = try fixture.folder.write(
            "objectType,userPrincipalName,displayName,onPremisesImmutableId\nuser,\(Self.ada),Other,of-another-forest\n",
            to: "seed.csv"
        )
        let server = try await fixture.open("server")
        _ = try await SeedTenant(in: server).run(seed.path(percentEncoded: false))
        _ = try await fixture.run()
        // Before the export: what the tenant would do with the change that waits.
        let waiting = try await explain(Self.ada)
        #expect(waiting.sentence.contains("of which the tenant would keep values back"), "\(waiting.sentence)")
        #expect(waiting.notes.contains { $0.contains("Another object of the tenant has the name") }, "\(waiting.notes)")
        let preview = try await PreviewObject(in: try await fixture.open("client")).run(Self.ada, set: [])
        #expect(preview.verdict?.contains("would be kept back") == true, "\(preview.verdict ?? "nothing")")
        #expect(try await TenantOverview.read(server).exportRequests == 0)
        try fixture.edit { $0.replacing("staging: true", with: "staging: false") }
        _ = try await fixture.run()
        // Behind the export: what it has made of it.
        let there = try await explain(Self.ada)
        #expect(there.sentence.contains("keeps back values of userPrincipalName"), "\(there.sentence)")
        let view = try await ViewObject(in: try await fixture.open("client")).run(Self.ada)
        #expect(view.tenant?.isSynchronized == true && view.tenant?.attributes.isEmpty == false, "\(view.sentence)")
        let name = try await explain(Self.ada, "userPrincipalName")
        #expect(name.steps.last?.stage == .tenant && name.steps.last?.verdict != .passes, "\(name.sentence)")
        // One that the tenant alone has is found by its names and its identity.
        let other = try #require(
            try await TenantListing.read(server, .present).objects.first { $0.anchor == "of-another-forest" }
        )
        for called in ["Other", other.id] {
            let alone = try await explain(called)
            #expect(alone.sentence.contains("no connector space of this workspace has it"), "\(alone.sentence)")
        }
        let missing = await #expect(throws: TaskError.self) { try await explain("nobody@contoso.test") }
        #expect(missing?.code == .unknownObject)
    }

    @Test("a tenant that cannot be reached is said to be so, and the rest is explained")
    func silent() async throws {
        try await fixture.addForest(users: 12)
        try fixture.edit { $0.replacing("staging: true", with: "staging: false") }
        _ = try await fixture.run()
        await fixture.end()
        let answer = try await explain(Self.ada)
        #expect(
            answer.notes.contains { $0.contains("could not be asked. The tenant cannot be reached") },
            "\(answer.notes)"
        )
        #expect(answer.steps.first { $0.stage == .export }?.verdict == .passes)
        #expect(answer.steps.last?.stage == .tenant && answer.steps.last?.verdict == .notice)
        #expect(answer.sentence.contains("what has become of it there could not be asked"), "\(answer.sentence)")
        let title = try await explain(Self.ada, "displayName")
        #expect(title.sentence.contains("since it could not be asked"), "\(title.sentence)")
        let error = await #expect(throws: TaskError.self) { try await explain("nobody@contoso.test") }
        #expect(error?.description.contains("could not be asked") == true, "\(error?.description ?? "nothing")")
        let view = try await ViewObject(in: try await fixture.open("client")).run(Self.ada)
        #expect(view.tenant == nil && view.notes.contains { $0.contains("could not be asked") }, "\(view.notes)")
    }
}
