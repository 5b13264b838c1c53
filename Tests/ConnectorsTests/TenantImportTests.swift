import CloudTenant
import Connectors
import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

/// entra-connect.md 4.2: what an import shows is held to what was exported.
@Suite("What an import of the tenant shows")
struct TenantImportTests {
    private let folder: TemporaryFolder
    private let tenant: Tenant
    private let table = AttributeTable()

    init() throws {
        folder = try TemporaryFolder()
        let path = folder.file("tenant.sqlite").path(percentEncoded: false)
        try TenantDatabase.create(at: path)
        let store = try TenantDatabase(path: path)
        tenant = Tenant(store: store, clock: .standing(at: TenantInstant(seconds: 1_700_000_000)))
    }

    /// What the tenant returns of an object that was exported, with an attribute that the cloud is the master of.
    private func returned(_ values: [AttributeName: String]) async throws -> SyncedObject {
        let attributes = values.sorted { $0.key < $1.key }.map { name, value in
            TenantChange.Attribute(name: name, values: [Array(value.utf8)])
        }
        let change = TenantChange(
            operation: .add,
            objectClass: "user",
            anchor: "a",
            name: "CN={61}",
            attributes: attributes
        )
        _ = try await tenant.process([change])
        let attribute = try #require(CloudAttribute.named("cloudMSExchArchiveStatus"))
        let id = TenantObjectID(anchor: "a", generation: 0)
        #expect(try await tenant.set(attribute, to: [Array("1".utf8)], of: id) != .missing)
        return try #require(try await tenant.synced(["a"]).first ?? nil)
    }

    private func image(_ values: [AttributeName: String]) throws -> ExportImage {
        var packer = EntryPacker()
        packer.begin(dn: "CN={61}")
        for (name, value) in values { packer.add(try #require(table.identifier(for: name)), text: value) }
        return ExportImage(
            connector: .tenant,
            metaverse: try #require(MetaverseID(bytes: [UInt8](repeating: 1, count: 16))),
            objectClass: "user",
            anchor: "a",
            entry: packer.finish()
        )
    }

    private static let exported: [[AttributeName: String]] = [
        [:], ["title": "x"], ["title": "x", "sourceAnchor": "a"],
        // Rules of one's own may send what the tenant tells by itself: it is never a difference.
        ["cloudAnchor": "User_x", "cloudMastered": "True"],
    ]

    @Test("what the cloud knows beside it is no difference to what was exported", arguments: exported)
    func same(_ values: [AttributeName: String]) async throws {
        let object = try await returned(values)
        let finding = TenantImport(of: .tenant, table: table).finding(try image(values), object)
        guard case .same = finding else {
            Issue.record("\(finding)")
            return
        }
    }

    @Test("an attribute that was not sent is still a difference")
    func different() async throws {
        let object = try await returned(["title": "x"])
        let finding = TenantImport(of: .tenant, table: table).finding(try image(["title": "x", "city": "y"]), object)
        guard case .different(_, let names) = finding else {
            Issue.record("\(finding)")
            return
        }
        #expect(names == ["city"])
    }

    @Test("what nothing was exported of from here is kept without what the tenant tells by itself")
    func disconnector() async throws {
        let object = try await returned(["title": "x"])
        let found = TenantImport(of: .tenant, table: table).disconnector(object)
        let names = found.entry.attributes.compactMap { table.name(of: $0) }
        #expect(names.sorted() == ["cloudMSExchArchiveStatus", "sourceAnchor", "title"] && found.empty == nil)
        let wanted = try image(["title": "x", "sourceAnchor": "a"])
        let flowing = Set(wanted.entry.attributes)
        #expect(found.accepted(for: wanted.entry, flowing: flowing) == wanted.entry)
    }
}
