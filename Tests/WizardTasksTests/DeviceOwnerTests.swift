import Directory
import SQLiteStore
import SyncEngine
import SyncRules
import Testing

@testable import WizardTasks

@Suite("The owner of a device")
struct DeviceOwnerTests {
    private static let file = "contoso.test.ldif"
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func change(_ name: String, _ change: (LDIFRecord) -> [LDIFRecord.Value]) throws {
        try fixture.rewrite(Self.file) { record in
            record.texts("cn") == [name] ? LDIFRecord(dn: record.dn, values: change(record)) : record
        }
    }

    /// The image of an object of the forest in the tenant.
    private func image(_ name: String) async throws -> ExportImage? {
        let store = try await fixture.open().store
        let connector = try await fixture.open().configuration.forest(named: "contoso.test").connector
        let object = try await store.connectorSpace(of: connector).first {
            Entry($0.entry, table: store.table).texts("cn") == [name]
        }
        guard let link = object?.link else { return nil }
        return try await store.desiredImages(of: .tenant).first { $0.metaverse == link }
    }

    private func owners(_ name: String) async throws -> [String] {
        let table = try await fixture.open().store.table
        return try await image(name).map { Entry($0.entry, table: table).texts("registeredOwnerReference") } ?? []
    }

    @Test("gets to the tenant by standard rules, while the owner is there")
    func standard() async throws {
        _ = try await fixture.ready()
        try fixture.own(by: "Ada Andersson", in: Self.file)
        #expect(try await fixture.cycle().errors.isEmpty)
        let ada = try #require(try await image("Ada Andersson")?.entry.dn)
        #expect(try await owners("PC-0001") == [ada])
        let task = ExplainObject(in: try await fixture.open())
        let answer = try await task.run(
            "CN=PC-0001,OU=Workstations,DC=contoso,DC=test",
            attribute: "mS-DS-CreatorSID"
        )
        #expect(!answer.steps.contains { $0.verdict == .stops }, "\(answer.steps)")
        let said = "mS-DS-CreatorSID of \(answer.label) goes out as registeredOwnerReference, and is \"\(ada)\""
        #expect(answer.sentence.hasPrefix(said), "\(answer.sentence)")
        // Rules leave it out from now on.
        try change("Ada Andersson") { record in
            record.values + [LDIFRecord.Value(name: "isCriticalSystemObject", bytes: Array("TRUE".utf8))]
        }
        _ = try await fixture.cycle()
        #expect(try await image("Ada Andersson") == nil)
        #expect(try await owners("PC-0001") == [])
    }

    @Test("who comes later than the device is told not to get there, and why")
    func late() async throws {
        _ = try await fixture.ready()
        try fixture.own(by: "Ada Andersson", in: Self.file)
        try change("Ada Andersson") { record in
            record.values + [LDIFRecord.Value(name: "isCriticalSystemObject", bytes: Array("TRUE".utf8))]
        }
        _ = try await fixture.cycle()
        let name = "CN=PC-0002,OU=Workstations,DC=contoso,DC=test"
        let before = try await ExplainObject(in: try await fixture.open()).run(
            name,
            attribute: "registeredOwnerReference"
        )
        let join = try #require(before.steps.first { $0.stage == .join })
        let lost = "1 of 1 values of mS-DS-CreatorSID of contoso.test lead to no object of the metaverse"
        #expect(join.details.contains { $0.hasPrefix(lost) }, "\(join)")
        try change("Ada Andersson") { record in record.values.filter { $0.name != "isCriticalSystemObject" } }
        _ = try await fixture.cycle()
        #expect(try await image("Ada Andersson") != nil)
        #expect(try await owners("PC-0002") == [])
        let after = try await ExplainObject(in: try await fixture.open()).run(
            name,
            attribute: "registeredOwnerReference"
        )
        let step = try #require(after.steps.last { $0.verdict == .stops })
        #expect(step.stage == .null && step.sentence.contains("applies to new objects only"), "\(step)")
    }
}
