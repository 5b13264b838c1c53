import Directory
import DirectorySchema
import Foundation
import Lab
import SQLiteStore
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("Checking whether a refresh is due")
struct CheckSchemaTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func states() async throws -> [String] {
        try await CheckSchema(in: try await fixture.open()).run().map { "\($0.forest) \($0.state.rawValue)" }
    }

    private func refresh() async throws {
        let task = RefreshSchema(in: try await fixture.open())
        try await task.apply(try await task.prepare { _ in })
    }

    @Test("a forest that is a file is read: current, changed, gone, and back")
    func files() async throws {
        _ = try await fixture.ready()
        #expect(try await states() == ["contoso.test current", "fabrikam.test current"])
        _ = try fixture.write("fabrikam.test", [.exchange], as: "fabrikam.test.ldif")
        #expect(try await states() == ["contoso.test current", "fabrikam.test due"])
        try FileManager.default.removeItem(at: fixture.folder.file("fabrikam.test.ldif"))
        #expect(try await states() == ["contoso.test current", "fabrikam.test failed"])
        _ = try fixture.write("fabrikam.test", [], as: "fabrikam.test.ldif")
        #expect(try await states() == ["contoso.test current", "fabrikam.test current"])
    }

    @Test("a schema that was never read is due, and the forest is not asked")
    func neverRead() async throws {
        let path = try fixture.write("contoso.test", [], as: "c.ldif")
        _ = try await AddForest(in: try await fixture.open()).run(name: "contoso.test", source: .file(path))
        try FileManager.default.removeItem(atPath: path)
        #expect(try await states() == ["contoso.test due"])
        let error = await #expect(throws: TaskError.self) {
            try await CheckSchema(in: try await fixture.open()).run(forests: ["nowhere.test"])
        }
        #expect(error?.code == .unknownForest)
    }

    @Test("a real server: marks move with the schema, not with a restart, and a refresh that finds nothing notes them")
    func server() async throws {
        let blueprint = ForestBlueprint(name: "contoso.test")
        let schema = try blueprint.schemaRecords()
        let domain = try await TestDomain(
            blueprint,
            schema: schema,
            records: blueprint.frameRecords() + schema
        )
        let source = ForestConfiguration.Source.server(.init(url: domain.url))
        _ = try await AddForest(in: try await fixture.open()).run(name: "contoso.test", source: source)
        try await refresh()
        let workspace = try await fixture.open()
        let connector = workspace.configuration.forests[0].connector.text
        let first = try #require(try await workspace.store.currentSchema(of: connector)?.state)
        #expect(first.values["definitions"]?.count == 2, "\(first)")
        #expect(try await states() == ["contoso.test current"])
        domain.stop()
        #expect(try await states() == ["contoso.test failed"])
        try domain.start()
        #expect(try await states() == ["contoso.test current"])
        // One that no class mentions.
        let record = try #require(schema.first { $0.texts("lDAPDisplayName") == ["carLicense"] } ?? schema.last)
        try await domain.delete(record.dn)
        let due = try await CheckSchema(in: workspace).run()
        #expect(due.map(\.state) == [.due] && due[0].moves.map(\.name) == ["definitions"], "\(due)")
        try await refresh()
        #expect(try await states() == ["contoso.test current"])
        #expect(try await workspace.store.schemaHistory(of: connector).map(\.number) == [2, 1])
    }

    @Test("marks that an earlier version did not store are noted by a refresh that finds nothing")
    func older() async throws {
        let blueprint = ForestBlueprint(name: "contoso.test")
        let schema = try blueprint.schemaRecords()
        let domain = try await TestDomain(blueprint, schema: schema, records: blueprint.frameRecords() + schema)
        let source = ForestConfiguration.Source.server(.init(url: domain.url))
        _ = try await AddForest(in: try await fixture.open()).run(name: "contoso.test", source: source)
        try await refresh()
        let workspace = try await fixture.open()
        let connector = workspace.configuration.forests[0].connector
        let cached = try #require(try await workspace.store.currentSchema(of: connector.text))
        // As an earlier version would have stored it.
        var commit = ConfigurationCommit(journal: "none", date: "t")
        let old = SchemaVersion(
            number: 2,
            read: "t",
            source: cached.source,
            server: cached.server,
            digest: cached.digest,
            snapshot: cached.snapshot
        )
        commit.schemas = [(connector, old)]
        try await workspace.store.commit(commit)
        let untold = try await CheckSchema(in: workspace).run()
        #expect(untold.map(\.state) == [.untold] && untold[0].reason.contains("dryad schema refresh"), "\(untold)")
        try await refresh()
        #expect(try await states() == ["contoso.test current"])
        #expect(try await workspace.store.schemaHistory(of: connector.text).map(\.number) == [2, 1])
    }
}
