import Directory
import Foundation
import SQLiteStore
import SyncRules
import TestSupport
import Testing

/// A workspace's store in a folder of its own, for as long as a test runs.
struct NewStore {
    static let connector = ConnectorID("00000000-0000-4000-8000-000000000001")

    let path: String
    let store: WorkspaceStore
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("store.sqlite").path(percentEncoded: false)
        try WorkspaceStore.create(at: path)
        store = try WorkspaceStore(path: path)
    }

    /// An entry that people know by a name.
    func entry(_ dn: String, _ name: String) throws -> PackedEntry {
        var packer = EntryPacker()
        packer.begin(dn: dn)
        packer.add(try #require(store.table.identifier(for: "displayName")), text: name)
        return packer.finish()
    }
}
