import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@Suite("What a forest's parameters stood for")
struct ForestParametersTests {
    private let folder: TemporaryFolder
    private let store: WorkspaceStore
    private let connector = ConnectorID("{0C0FFEE0-0000-4000-8000-000000000001}")

    init() throws {
        folder = try TemporaryFolder()
        let path = folder.file("store.sqlite").path(percentEncoded: false)
        try WorkspaceStore.create(at: path)
        store = try WorkspaceStore(path: path)
    }

    private func parameters(_ name: String) -> RuleParameters {
        RuleParameters(values: ["Forest.FQDN": name], partitions: ["dc=\(name)": ["Domain.FQDN": name]])
    }

    @Test("they are known while objects are, as they were kept last")
    func kept() async throws {
        #expect(try await store.lastParameters(of: connector) == nil)
        for name in ["contoso.test", "fabrikam.test"] { try await store.keep(parameters(name), of: connector) }
        // A connector space without objects tells nothing: what should be in it may be missing.
        #expect(try await store.lastParameters(of: connector) == nil)
        var packer = EntryPacker()
        packer.begin(dn: "CN=x")
        packer.add(try #require(store.table.identifier(for: "title")), text: "x")
        let identity = ConnectorSpaceIdentity(connector: connector, partition: "DC=x", anchor: [1])
        var changes = ImportChanges()
        changes.added = [ConnectorSpaceObject(identity: identity, objectClass: "user", entry: packer.finish())]
        try await store.replaceConnectorSpace(of: connector, with: changes)
        #expect(try await store.lastParameters(of: connector) == parameters("fabrikam.test"))
        #expect(try await store.lastParameters(of: ConnectorID("{0C0FFEE0-0000-4000-8000-000000000002}")) == nil)
    }
}
