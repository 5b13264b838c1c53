import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import Testing

/// entra-connect.md 6.3: a source anchor does not change.
@Suite("Devices that an earlier version has exported")
struct ReturningDeviceTests {
    private let new: NewStore
    private var store: WorkspaceStore { new.store }

    private static let rules: [SyncRule] = [
        SmallForests.rule(
            SmallForests.one,
            "computer",
            "device",
            100,
            scope: [["userCertificate ISNOTNULL"]],
            [("deviceId", .direct("guid")), ("cn", .direct("cn"))]
        ),
        SmallForests.rule(
            .tenant,
            "device",
            "device",
            200,
            joins: [["deviceId = deviceId"]],
            [("deviceId", .direct("deviceId")), ("displayName", .direct("cn"))]
        ),
    ]

    init() throws { new = try NewStore() }

    private func device(_ number: UInt8, of deviceId: UInt8, hasCertificate: Bool = true) -> ConnectorSpaceObject {
        var packer = EntryPacker()
        var values = [
            LDIFRecord.Value(name: "guid", bytes: Array(repeating: deviceId, count: 16)),
            LDIFRecord.Value(name: "cn", bytes: Array("PC\(number)".utf8)),
        ]
        if hasCertificate { values.append(LDIFRecord.Value(name: "userCertificate", bytes: [1, 2, 3])) }
        let record = LDIFRecord(dn: "CN=PC\(number),DC=test", values: values)
        return ConnectorSpaceObject(
            identity: ConnectorSpaceIdentity(connector: SmallForests.one, partition: "DC=test", anchor: [number]),
            objectClass: "computer",
            entry: record.packed(with: &packer, table: store.table)
        )
    }

    private func put(_ objects: [ConnectorSpaceObject]) async throws {
        var changes = ImportChanges()
        changes.updated = objects
        try await store.replaceConnectorSpace(of: SmallForests.one, with: changes)
    }

    private func synchronize(_ isDelta: Bool) async throws -> SynchronizationCounts {
        try await new.synchronize(isDelta, Self.rules)
    }

    private func waiting() async throws -> [String] {
        try await store.pendingPlaces(of: .tenant, limit: 10).map { "\($0.operation) \($0.anchor)" }
    }

    /// Exports all devices, the one of 128 under the digits of its bytes, as earlier versions did; gives back its image.
    private func exported(_ objects: [ConnectorSpaceObject]) async throws -> ExportImage {
        try await put(objects)
        _ = try await synchronize(false)
        let anchor = Data(repeating: 128, count: 16).base64EncodedString()
        let made = try #require(try await store.desiredImages(of: .tenant).first { $0.anchor == anchor })
        let former = ExportImage(
            connector: made.connector,
            metaverse: made.metaverse,
            objectClass: made.objectClass,
            anchor: String(repeating: "80", count: 16),
            entry: made.entry
        )
        try await store.synchronize { try $0.put(former, inPlaceOf: made) }
        try await store.send { _ in .accepted }
        return former
    }

    @Test("keep their source anchor where they go and come back before that is exported", arguments: [true, false])
    func back(_ isDelta: Bool) async throws {
        let lost = device(128, of: 128)
        // Its bytes are no text; those of the others are.
        let former = try await exported((1...20).map { device($0, of: $0) } + [lost])
        let accepted = try await store.exportedImages(of: .tenant)
        #expect(accepted.count == 21 && accepted.contains(former))
        _ = try await synchronize(false)
        #expect(try await store.desiredImages(of: .tenant) == accepted)

        try await put([device(128, of: 128, hasCertificate: false)])
        #expect(try await synchronize(isDelta).images == 20)
        #expect(try await waiting() == ["delete \(former.anchor)"])
        try await put([lost])
        let counts = try await synchronize(isDelta)
        #expect(counts.images == 21 && counts.errors.isEmpty, "\(counts.errors)")
        #expect(try await waiting() == [])
        #expect(try await store.desiredImages(of: .tenant) == accepted)
        // What is remembered of the images is what they are.
        let check = CheckingSynchronization(SmallForests.synchronization(store, Self.rules))
        let checked = try await store.synchronize { try check.run(in: $0) { _ in } }
        #expect(checked.fullBecause == nil)
    }

    @Test("are known by it: another one with the same bytes is not exported beside it", arguments: [true, false])
    func another(_ isDelta: Bool) async throws {
        let former = try await exported((1...20).map { device($0, of: $0) } + [device(128, of: 128)])
        let accepted = try await store.exportedImages(of: .tenant)
        _ = try await synchronize(false)
        try await put([device(129, of: 128)])
        let counts = try await synchronize(isDelta)
        #expect(counts.errors.map(\.code) == ["cd-existing-object"])
        #expect(try await waiting() == [])
        #expect(accepted.contains(former))
        #expect(try await store.desiredImages(of: .tenant) == accepted)
    }
}
