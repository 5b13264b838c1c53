import Foundation
import SyncRules
import Testing

@testable import WizardTasks

@Suite("How a workspace stands")
struct WorkspaceStatusTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func refreshes() async throws -> [String] {
        try await WorkspaceStatus.read(try await fixture.open()).due.filter { $0.run == "Schema Refresh" }
            .map(\.connector)
    }

    @Test("a forest whose schema was never read is due for that, and others are not")
    func unread() async throws {
        _ = try await fixture.ready()
        #expect(try await refreshes().isEmpty)
        let path = try fixture.write("tailspin.test", [], as: "tailspin.test.ldif")
        _ = try await AddForest(in: try await fixture.open()).run(name: "tailspin.test", source: .file(path))
        #expect(try await refreshes() == ["tailspin.test"])
    }

    @Test("a forest that is called by another id is due under both, since every run is refused")
    func stranger() async throws {
        let workspace = try await fixture.ready()
        let forest = try #require(workspace.configuration.forests.first)
        let file = URL(filePath: fixture.workspaceFolder.configuration)
        let text = try String(contentsOf: file, encoding: .utf8)
        let other = "0f0e0d0c-0000-4000-8000-000000000099"
        try Data(text.replacing(forest.connector.text, with: other).utf8).write(to: file)
        #expect(try await refreshes() == [forest.connector.text, forest.name])
        let overview = try await WorkspaceOverview.read(try await fixture.open())
        #expect(overview.strangers == [forest.connector.text])
        #expect(overview.due.first?.reason.contains("its objects stay until the run after that") == true)
        let refused = await #expect(throws: TaskError.self) {
            _ = try await Synchronize(in: try await fixture.open()).run { _ in }
        }
        #expect(refused?.code == .notRefreshed)
    }
}
