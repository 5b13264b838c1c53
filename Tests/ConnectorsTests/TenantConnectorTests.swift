import CloudTenant
import Connectors
import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

/// reliability 2.3: C1 to C3, and I5: every change reaches the tenant once in effect.
@Suite("Exports to the tenant")
struct TenantConnectorTests {
    private let table = AttributeTable()

    private func tenant(_ folder: TemporaryFolder, _ name: String, _ faults: TenantFaultPlan = .none) throws -> Tenant {
        let path = folder.file(name).path(percentEncoded: false)
        try TenantDatabase.create(at: path)
        return Tenant(
            store: try TenantDatabase(path: path),
            clock: .standing(at: TenantInstant(seconds: 1_700_000_000)),
            faults: faults
        )
    }

    private func export(
        _ operation: PendingExport.Operation,
        _ anchor: String,
        _ values: [AttributeName: String] = [:]
    ) throws -> PendingExport {
        var packer = EntryPacker()
        packer.begin(dn: "CN={\(anchor)}")
        for (name, value) in values { packer.add(try #require(table.identifier(for: name)), text: value) }
        let image = ExportImage(
            connector: .tenant,
            metaverse: try #require(MetaverseID(bytes: [UInt8](repeating: 1, count: 16))),
            objectClass: "user",
            anchor: anchor,
            entry: packer.finish()
        )
        return PendingExport(
            operation: operation,
            image: image,
            differing: values.keys.sorted().compactMap(table.existing)
        )
    }

    private func changes() throws -> [PendingExport] {
        try (0..<12).map { number in
            // Every third one wants a name that the first has.
            let name = number.isMultiple(of: 3) ? "same@x.test" : "user\(number)@x.test"
            return try export(.add, "a\(number)", ["userPrincipalName": name, "title": "t\(number)"])
        } + [
            try export(.update, "a1", ["title": "u"]), try export(.delete, "a2"),
            try export(.update, "none", ["title": "x"]),
        ]
    }

    @Test("whatever goes wrong on the way, the tenant ends as if nothing had", arguments: SeededGenerator.seeds(12))
    func faults(_ seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        var plan: [Int: TenantFault] = [:]
        for _ in 0..<5 {
            let kinds: [TenantFault] = [
                .tooManyRequests(retryAfter: 3), .serviceUnavailable, .lostAcknowledgement, .partialBatch,
            ]
            plan[generator.number(below: 40) + 1] = kinds[generator.number(below: kinds.count)]
        }
        let folder = try TemporaryFolder()
        let (calm, stormy) = (try tenant(folder, "calm"), try tenant(folder, "stormy", TenantFaultPlan(plan)))
        let changes = try changes()
        let expected = try await TenantConnector(tenant: calm, table: table).export(changes)
        let found = try await TenantConnector(tenant: stormy, table: table).export(changes)
        #expect(found == expected, "\(generator)")
        let objects = { (tenant: Tenant) in
            try await tenant.store.read { reading in
                (try reading.objects(.present) + reading.objects(.deleted)).map { object in
                    var object = object
                    // The clock went on while the tenant was waited for.
                    object.deletedSince = object.deletedSince.map { _ in TenantInstant(seconds: 0) }
                    object.details.errors = object.details.errors.map {
                        ProvisioningError(attribute: $0.attribute, value: $0.value, since: TenantInstant(seconds: 0))
                    }
                    return object
                }
            }
        }
        #expect(try await objects(stormy) == objects(calm), "\(generator)")
    }

    @Test("the throttle costs the tenant's time, and nobody else's")
    func throttle() async throws {
        let folder = try TemporaryFolder()
        let tenant = try tenant(folder, "tenant")
        try await tenant.configure { $0.throttle.limit = 5 }
        let export = try await TenantConnector(tenant: tenant, table: table).send(try changes())
        #expect(export.results.count == 15 && export.waited == 600)
        #expect(try await tenant.now() == TenantInstant(seconds: 1_700_000_600))
    }

    @Test("a tenant that never does anything is given up, with what to do")
    func givenUp() async throws {
        let folder = try TemporaryFolder()
        let plan = Dictionary(uniqueKeysWithValues: (1...1000).map { ($0, TenantFault.serviceUnavailable) })
        let connector = TenantConnector(tenant: try tenant(folder, "tenant", TenantFaultPlan(plan)), table: table)
        let error = await #expect(throws: TenantExportError.self) { try await connector.export(try changes()) }
        #expect(error == .unavailable(.serviceUnavailable))
        #expect(error?.description.contains("10 times") == true)
        // A throttle that lets nothing through is no endless loop either.
        let closed = try self.tenant(folder, "closed")
        try await closed.configure { $0.throttle.limit = 0 }
        await #expect(throws: TenantExportError.self) {
            try await TenantConnector(tenant: closed, table: table).export(try changes())
        }
    }

    @Test("a second writer is reported, or refused where the tenant says so, until it takes over")
    func writers() async throws {
        let folder = try TemporaryFolder()
        let tenant = try tenant(folder, "tenant")
        let (first, second) = (TenantWriter(workspace: "/a", host: "h"), TenantWriter(workspace: "/b", host: "h"))
        func send(_ writer: TenantWriter) async throws -> TenantWriter? {
            let connector = TenantConnector(tenant: tenant, table: table, writer: writer)
            return try await connector.send([try export(.add, "a")]).activeWriter
        }
        #expect(try await send(first) == nil)
        #expect(try await send(second)?.workspace == "/a")
        #expect(try await send(first) == nil)
        try await tenant.configure { $0.writerPolicy = .refuse }
        let error = await #expect(throws: TenantExportError.self) { try await send(second) }
        #expect(error?.description.contains("/a on h since 2023-11-14T22:13:20Z") == true, "\(error as Any)")
        #expect(try await tenant.takeOver(by: second)?.workspace == "/a")
        #expect(try await send(second) == nil)
        await #expect(throws: TenantExportError.self) { try await send(first) }
        // Who exports next, wherever it is, becomes the active one.
        try await tenant.release()
        #expect(try await tenant.activeWriter() == nil)
        #expect(try await send(first) == nil)
        await #expect(throws: TenantExportError.self) { try await send(second) }
    }
}
