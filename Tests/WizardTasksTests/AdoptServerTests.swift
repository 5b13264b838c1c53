import Foundation
import Plans
import SQLiteStore
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("A workspace is made of a server's exported configuration")
struct AdoptServerTests {
    private let folder: TemporaryFolder
    private let surroundings: Surroundings

    init() throws {
        folder = try TemporaryFolder()
        let fixture = try WorkspaceFixture()
        surroundings = fixture.surroundings
    }

    private var place: WorkspaceFolder { WorkspaceFolder(path: folder.file("ws").path(percentEncoded: false)) }

    private var export: String { Fixture.url("Servers/Active").path(percentEncoded: false) }

    private func open() async throws -> Workspace { try await Workspace.open(place, surroundings: surroundings) }

    @Test("connectors, options, staging state and rules are the server's")
    func whole() async throws {
        let read = try RuleFiles.read(export).export
        let adopted = try await AdoptServer(export: export, sources: [:]).run(in: place, surroundings: surroundings)
        #expect(adopted.forests == ["meadow.example", "orchard.example"])
        let workspace = try await open()
        let configuration = workspace.configuration
        let connectors = Set(read.connectors.filter { !$0.isTenant }.map(\.identifier))
        #expect(Set(configuration.forests.map(\.connector.text)) == connectors)
        #expect(configuration.options.sourceAnchor == .consistencyGuid && configuration.options.joining == .once)
        #expect(configuration.options.has("exchangeHybrid"))
        #expect(configuration.isStaging == (ServerOptions.read(read).options.isStaging ?? true))
        #expect(try await WorkspaceRules.read(workspace).rules == read.rules)
        #expect(try await workspace.store.requirements().count == 4)
    }

    @Test("an unchanged live schema gives an empty plan, whatever the server's rules are")
    func unchanged() async throws {
        _ = try await AdoptServer(export: export, sources: [:]).run(in: place, surroundings: surroundings)
        let read = try RuleFiles.read(export).export
        let workspace = try await open()
        var live: [String: String] = [:]
        for forest in workspace.configuration.forests {
            let connector = try #require(read.connectors.first { $0.identifier == forest.connector.text })
            let files = try FileManager.default.contentsOfDirectory(atPath: export + "/Connectors")
            let file = try #require(files.first { $0.lowercased().contains(connector.identifier) })
            live[forest.name] = "\(export)/Connectors/\(file)"
        }
        let plan = try await RefreshSchema(in: workspace).prepare(live: live) { _ in }.plan
        #expect(plan.content.forests.allSatisfy { $0.state == .read })
        #expect(plan.content.rules.isEmpty && !plan.content.forests.contains { $0.changes })
        #expect(plan.content.isEmpty)
    }

    @Test("a forest that the export has not, and a workspace that is there, are refused, and nothing is made")
    func refused() async throws {
        let error = #expect(throws: TaskError.self) {
            try AdoptServer(export: export, sources: ["nowhere.example": "ldaps://a"])
        }
        #expect(error?.description.contains("orchard.example") == true)
        _ = try await AdoptServer(export: export, sources: [:]).run(in: place, surroundings: surroundings)
        let again = try AdoptServer(export: export, sources: [:])
        await #expect(throws: TaskError.self) { try await again.run(in: place, surroundings: surroundings) }
    }

    @Test(
        "an export that cannot be read whole is refused: nothing unread is taken for deleted",
        arguments: [
            ("SynchronizationRules", "The document breaks off"), ("GlobalSettings", "The document breaks off"),
            ("Connectors", "The document breaks off"),
        ]
    )
    func damaged(_ part: String, _ reason: String) throws {
        let copy = try Fixture.copy("Servers/Active", into: folder)
        let place = copy.appending(path: part)
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: place.path()).sorted().first)
        let file = place.appending(path: name)
        let bytes = try Data(contentsOf: file)
        try bytes.prefix(bytes.count / 2).write(to: file)
        let error = #expect(throws: TaskError.self) {
            try AdoptServer(export: copy.path(percentEncoded: false), sources: [:])
        }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
        guard part == "GlobalSettings" else { return }
        let options = #expect(throws: TaskError.self) {
            try GenerateRules.options(ofServer: copy.path(percentEncoded: false))
        }
        #expect(options?.description.contains(reason) == true, "\(options?.description ?? "")")
    }
}
