import CloudTenant
import Directory
import Foundation
import SyncEngine
import TestSupport
import Testing

@testable import WizardTasks

@Suite("Objects that are called as the tenant calls them")
struct TenantNameTests {
    private let fixture: WorkspaceFixture

    private static let ada = "ada.andersson@contoso.test"

    init() throws { fixture = try WorkspaceFixture() }

    private func staging(_ isOn: Bool) async throws {
        let task = SwitchStagingMode(in: try await fixture.open())
        try await task.apply(try await task.plan(to: isOn))
    }

    private func synchronize() async throws { _ = try await Synchronize(in: try await fixture.open()).run { _ in } }

    private func released() async throws -> Workspace {
        try await staging(false)
        try await synchronize()
        return try await fixture.open()
    }

    @Test("a name that the tenant alone shows leads by the source anchor to the forest and the metaverse")
    func shownName() async throws {
        let setUp = ConfigureTenant(in: try await fixture.ready())
        try await setUp.add(domain: "contoso.test")
        _ = try await setUp.verify(domain: "contoso.test")
        let workspace = try await released()
        let shown = try #require(
            try await TenantListing.read(workspace, .present).objects.map(\.label)
                .first { $0.hasSuffix("@dryad.onmicrosoft.com") }
        )
        let view = try await ViewObject(in: workspace).run(shown)
        #expect(!view.spaces.isEmpty && view.metaverse != nil && view.image != nil, "\(view.sentence)")
        #expect(view.tenant?.attributes.contains { $0.values == [shown] } == true)
        #expect(view.label != shown)
        let answer = try await ExplainObject(in: workspace).run(shown, attribute: nil)
        #expect(answer.label == view.label)
        #expect(answer.steps.first { $0.stage == .filter }?.verdict == .passes, "\(answer.sentence)")
        let preview = try await PreviewObject(in: workspace).run(shown, set: [])
        #expect(preview.label == view.label && !preview.scope.isEmpty, "\(preview.sentence)")
    }

    @Test("another object of the tenant that has the name is told")
    func namesake() async throws {
        let workspace = try await fixture.ready()
        let seed = try fixture.folder.write(
            "objectType,userPrincipalName,displayName,onPremisesImmutableId\nuser,\(Self.ada),Other,of-another-forest\n",
            to: "seed.csv"
        )
        _ = try await SeedTenant(in: workspace).run(seed.path(percentEncoded: false))
        let after = try await released()
        let other = try #require(
            try await TenantListing.read(after, .present).objects.first { $0.anchor == "of-another-forest" }
        )
        let notes = try await ExplainObject(in: after).run(Self.ada, attribute: nil).notes
        #expect(notes.contains { $0.contains("Another object of the tenant") && $0.contains(other.id) }, "\(notes)")
        #expect(try await PreviewObject(in: after).run(Self.ada, set: []).notes == notes)
        #expect(try await ViewObject(in: after).run(Self.ada).notes == notes)
        // Its identity means it alone, and its own name means nobody else's.
        #expect(try await ViewObject(in: after).run(other.id).spaces.isEmpty)
        #expect(try await ViewObject(in: after).run("Ada Andersson").notes.isEmpty)
    }

    @Test("a user who is deleted is found by name while the deletion waits and while it can be restored")
    func deleted() async throws {
        _ = try await fixture.ready()
        _ = try await released()
        try await staging(true)
        _ = try fixture.write("contoso.test", [], as: "contoso.test.ldif") { $0.texts("cn") == ["Ada Andersson"] }
        try await synchronize()
        let waiting = try await PreviewObject(in: try await fixture.open()).run(Self.ada, set: [])
        #expect(waiting.operation == "delete" && waiting.label == Self.ada)
        #expect(waiting.sentence.contains("would be deleted from the tenant"), "\(waiting.sentence)")
        #expect(waiting.verdict == "The tenant would delete it.")
        let error = await #expect(throws: TaskError.self) {
            try await PreviewObject(in: try await fixture.open())
                .run(Self.ada, set: [.init(attribute: "title", values: ["Chair"])])
        }
        #expect(error?.code == .options)
        let workspace = try await released()
        for name in [Self.ada, "Ada Andersson"] {
            let view = try await ViewObject(in: workspace).run(name)
            #expect(view.tenant?.deletedSince != nil && view.label == Self.ada, "\(view.sentence)")
            let answer = try await ExplainObject(in: workspace).run(name, attribute: nil)
            #expect(answer.label == Self.ada && answer.sentence.contains("among the deleted"), "\(answer.sentence)")
            #expect(answer.steps.filter { $0.verdict == .stops }.map(\.stage) == [.tenant])
            let preview = try await PreviewObject(in: workspace).run(name, set: [])
            #expect(preview.operation == nil && preview.sentence.contains("among the deleted"), "\(preview.sentence)")
        }
    }
}
