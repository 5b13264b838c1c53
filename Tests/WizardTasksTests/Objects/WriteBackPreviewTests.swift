import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("What would be written back, previewed")
struct WriteBackPreviewTests {
    private let fixture: WorkspaceFixture
    private static let person = "ada.andersson@contoso.test"

    init() throws { fixture = try WorkspaceFixture() }

    private func preview(
        _ settings: [PreviewObject.Setting] = [],
        isLive: Bool = true
    ) async throws -> ObjectPreview {
        try await PreviewObject(in: try await fixture.open()).run(Self.person, set: settings, isLive: isLive)
    }

    private func contents() async throws -> [String] {
        let workspace = try await fixture.open()
        var lines = try await workspace.store.metaverse().map { "\($0)" }
        for forest in workspace.configuration.forests {
            lines += try await workspace.store.connectorSpace(of: forest.connector).map { "\($0)" }
            lines += try await workspace.store.writeBacks(of: forest.connector, after: 0, limit: 1000).map { "\($0)" }
            lines += try await workspace.store.unconfirmedCopies(of: forest.connector).map { "\($0)" }.sorted()
        }
        return lines
    }

    @Test("what waits is told with its rule, what is written is not told again, and nothing is stored")
    func story() async throws {
        _ = try await fixture.writingBack()
        _ = try await fixture.cycle()
        let before = try await contents()
        let waiting = try await preview()
        let back = try #require(waiting.writeBacks.first)
        #expect(waiting.writeBacks.map(\.forest) == ["contoso.test"] && back.dn.hasPrefix("CN=Ada Andersson,"))
        let change = try #require(back.changes.first)
        let view = try await ViewObject(in: try await fixture.open()).run(Self.person)
        let guid = try #require(view.spaces.first).anchor
        #expect(back.changes.map(\.values.attribute) == ["mS-DS-ConsistencyGuid"])
        #expect(change.values.added == [guid] && change.values.removed.isEmpty)
        #expect(change.rule?.hasPrefix("Out to AD - User ImmutableId (") == true, "\(change)")
        #expect(waiting.sentence.hasSuffix(" Written back to contoso.test would be mS-DS-ConsistencyGuid."))
        #expect(try await contents() == before)

        // In the copy already: also where the forest is not asked, and before an import has read it.
        try await fixture.switchStaging(to: false)
        _ = try await fixture.cycle()
        let asked = try await preview()
        #expect(asked.writeBacks.isEmpty && asked.imported.map(\.attribute) == ["mS-DS-ConsistencyGuid"])
        _ = try await fixture.cycle()
        let stored = try await preview(isLive: false)
        #expect(stored.writeBacks.isEmpty && stored.imported.isEmpty, "\(stored)")
        #expect(!stored.sentence.contains("Written back"))
    }

    @Test("what is tried decides what would be written back, by rules of one's own as well")
    func tried() async throws {
        _ = try await fixture.hybrid()
        try fixture.writeRule(
            named: "Out to AD - Notes",
            as: "notes",
            saying: """
                scope:
                  - - title EQUAL Chair
                flows:
                  - to: info
                    from: department
                """
        )
        let plain = try await preview()
        #expect(plain.writeBacks.isEmpty, "\(plain.writeBacks)")
        let tried = try await preview([
            .init(attribute: "title", values: ["Chair"]), .init(attribute: "department", values: ["Board"]),
        ])
        let changes = try #require(tried.writeBacks.first).changes
        #expect(changes.map(\.values) == [ValueChange(attribute: "info", removed: [], added: ["Board"])])
        #expect(changes.map(\.rule) == ["Out to AD - Notes (60)"])
    }
}
