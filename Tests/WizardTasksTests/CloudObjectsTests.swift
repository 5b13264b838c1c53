import CloudTenant
import Directory
import Foundation
import Lab
import Plans
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

/// Group and device write-back: what the cloud is the master of becomes an object of a forest's simulated copy.
@Suite("Groups and devices of the cloud are made in the copy of a forest")
struct CloudObjectsTests {
    private let fixture: WorkspaceFixture
    private static let person = "ada.andersson@contoso.test"
    private static let identity = "11111111-2222-4333-8444-555555555555"
    private static let maker = "Out to AD - Group SOAInAAD"
    private static let device = "00112233-4455-4677-8899-aabbccddeeff"

    init() throws { fixture = try WorkspaceFixture() }

    /// A workspace with one forest and an option that is on, exported.
    private func exported(
        _ option: String,
        _ features: Set<LabFeature> = [],
        without: (LDIFRecord) -> Bool = { _ in false }
    ) async throws -> Workspace {
        try configure { $0.replacing("options:\n", with: "options:\n  \(option): on\n") }
        let file = try fixture.write("contoso.test", features, as: "contoso.test.ldif", without: without)
        _ = try await AddForest(in: try await fixture.open()).run(name: "contoso.test", source: .file(file))
        let task = RefreshSchema(in: try await fixture.open())
        try await task.apply(try await task.prepare { _ in })
        try await fixture.switchStaging(to: false)
        let report = try await fixture.cycle()
        try #require(report.outcome == "success", "\(report)")
        return try await fixture.open()
    }

    private func configure(_ change: (String) -> String) throws {
        let path = fixture.workspaceFolder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let changed = change(text)
        try #require(changed != text)
        try changed.write(toFile: path, atomically: true, encoding: .utf8)
    }

    private func seed(_ object: String, in workspace: Workspace) async throws {
        let file = try fixture.folder.write("[\(object)]", to: "seed.json")
        let outcome = try await SeedTenant(in: workspace).run(file.path(percentEncoded: false))
        try #require(outcome.added.values.reduce(0, +) == 1)
    }

    /// The person's identity in the tenant, and its name in the forest.
    private func ada(_ workspace: Workspace) async throws -> (id: TenantObjectID, dn: String) {
        let tenant = try workspace.tenant
        let there = try #require(tenant.store.table.existing("userPrincipalName"))
        let object = try await tenant.store.objects().first { $0.entry.text(there) == Self.person }
        try await workspace.store.learnNames()
        let here = try #require(workspace.store.table.existing("userPrincipalName"))
        let forest = try #require(workspace.configuration.forests.first).connector
        let entry = try await workspace.store.connectorSpace(of: forest).map(\.entry).first {
            $0.text(here) == Self.person
        }
        return (try #require(object).id, try #require(entry).dn)
    }

    /// An object of the forest's connector space, with the values of an attribute.
    private func object(_ dn: String, _ attribute: AttributeName) async throws -> (ConnectorSpaceObject, [[UInt8]]) {
        let workspace = try await fixture.open()
        let forest = try #require(workspace.configuration.forests.first).connector
        let found = try await workspace.store.connectorSpace(of: forest).first { $0.entry.dn == dn }
        let object = try #require(found, "\(dn)")
        let number = try #require(workspace.store.table.existing(attribute))
        return (object, object.entry.values(of: number).map { Array($0) })
    }

    /// Runs cycles of every kind: none of them finds anything to do.
    private func expectQuiet() async throws {
        for policy in [CyclePolicy.delta, .initial, .delta] {
            let report = try await fixture.cycle { $0.policy = policy }
            #expect(report.outcome == "success" && report.export?.pending == [:], "\(report)")
            #expect(report.writeBacks == nil && report.synchronization?.projected == 0, "\(report)")
            #expect(report.imports.allSatisfy { $0.added + $0.updated + $0.deleted == 0 }, "\(report.imports)")
        }
    }

    @Test("a group is made with its members, comes back, and is deleted when it goes from the cloud")
    func group() async throws {
        let workspace = try await exported("groupWriteback")
        let file = try fixture.bytes(of: "contoso.test")
        let ada = try await ada(workspace)
        try await seed(
            """
            {"@odata.type": "#microsoft.graph.group", "id": "\(Self.identity)", "displayName": "Team of the cloud",
             "description": "made there", "onPremisesSyncEnabled": false, "members": [{"id": "\(ada.id)"}]}
            """,
            in: workspace
        )
        let first = try await fixture.cycle()
        #expect(first.outcome == "success" && first.export?.pending == [:], "\(first)")
        #expect(first.synchronization?.projected == 1, "\(first)")
        #expect(first.writeBacks?.map(\.added) == [1] && first.writeBacks?.map(\.written) == [1], "\(first)")
        let second = try await fixture.cycle()
        #expect(second.imports.map(\.added) == [1] && second.writeBacks == nil, "\(second)")
        #expect(second.export?.pending == [:] && second.synchronization?.projected == 0, "\(second)")
        let dn = "CN=Group_\(Self.identity),CN=Users,DC=contoso,DC=test"
        let (made, members) = try await object(dn, "member")
        #expect(made.objectClass == "group" && made.link != nil && members == [Array(ada.dn.utf8)])
        #expect(try await object(dn, "adminDescription").1 == [Array("Group_\(Self.identity)".utf8)])
        #expect(try await object(dn, "displayName").1 == [Array("Team of the cloud".utf8)])
        try await expectQuiet()
        let view = try await ViewObject(in: try await fixture.open()).run("Team of the cloud")
        let member = try #require(view.metaverse?.attributes.first { $0.attribute == "member" }, "\(view)")
        #expect(member.values == [Self.person] && member.remark == nil, "\(member)")
        #expect(member.rule?.hasPrefix("In from AAD - Group ") == true, "\(member)")

        let id = try #require(TenantObjectID(Self.identity))
        let tenant = try workspace.tenant
        #expect(try await tenant.store.objects().contains { $0.id == id && $0.anchor == nil })
        try await tenant.store.write { writing in
            if let group = try writing.object(id) { try writing.remove(group) }
        }
        // What was to pass counts although the guard would let more pass.
        let bounded = try await fixture.cycle {
            $0.allowedDeletions = 0
            $0.reason = "none is meant"
        }
        #expect(
            bounded.outcome == SynchronizationReport.guarded && bounded.writeBacks?.map(\.written) == [0],
            "\(bounded)"
        )
        try configure { $0.replacing("deletionGuard: 500", with: "deletionGuard: 0") }
        let guarded = try await fixture.cycle()
        #expect(guarded.outcome == SynchronizationReport.guarded && guarded.writeBacks?.map(\.written) == [0])
        #expect(guarded.steps.last?.status == .stoppedDeletionThreshold, "\(guarded)")
        let advice =
            "See what would go with `dryad pending list --forest contoso.test`; if it is meant, let it pass once with `dryad sync "
            + "run --allow-deletes 1 --reason TEXT`, or raise deletionGuard in dryad.yaml."
        #expect(guarded.stopped?.hasSuffix(advice) == true, "\(guarded.stopped ?? "")")
        let leaving = try await SwitchStagingMode(in: try await fixture.open()).plan(to: false).hazards
        #expect(leaving.map(\.subject) == ["contoso.test"] && leaving.map(\.kind) == ["exportsDeletions"], "\(leaving)")
        #expect(leaving.first?.sentence.hasSuffix(advice) == true, "\(leaving)")
        var waiting: [PendingChange] = []
        try await WriteBackListing.read(try await fixture.open()).each { waiting += $0.changes }
        #expect(waiting.map(\.operation) == ["delete"] && waiting.map(\.label) == ["Team of the cloud"])
        #expect(waiting.map(\.cause) == ["what it was made for has gone from the metaverse"], "\(waiting)")
        let passed = try await fixture.cycle {
            $0.allowedDeletions = 1
            $0.reason = "the group is gone"
        }
        #expect(passed.writeBacks?.map(\.deleted) == [1] && passed.writeBacks?.map(\.written) == [1], "\(passed)")
        #expect(passed.overrides.map(\.kind) == [.deletions])
        #expect(try await fixture.cycle().imports.map(\.deleted) == [1])
        try await expectQuiet()
        #expect(try fixture.bytes(of: "contoso.test") == file)
    }

    @Test("a member that comes to be synchronized is one in the forest too, without an initial cycle")
    func matched() async throws {
        let workspace = try await exported("groupWriteback") { record in
            record.values.contains { $0.name == "userPrincipalName" && $0.bytes == Array(Self.person.utf8) }
        }
        let member = "22222222-3333-4444-8555-666666666666"
        try await seed(
            """
            {"@odata.type": "#microsoft.graph.user", "id": "\(member)", "userPrincipalName": "\(Self.person)",
             "displayName": "Ada of the cloud", "onPremisesSyncEnabled": false}
            """,
            in: workspace
        )
        try await seed(
            """
            {"@odata.type": "#microsoft.graph.group", "id": "\(Self.identity)", "displayName": "Team of the cloud",
             "onPremisesSyncEnabled": false, "members": [{"id": "\(member)"}]}
            """,
            in: workspace
        )
        let dn = "CN=Group_\(Self.identity),CN=Users,DC=contoso,DC=test"
        for _ in 0..<2 {
            let report = try await fixture.cycle()
            #expect(report.outcome == "success", "\(report)")
        }
        #expect(try await object(dn, "member").1.isEmpty)
        _ = try fixture.write("contoso.test", [], as: "contoso.test.ldif")
        let matching = try await fixture.cycle()
        #expect(matching.outcome == "success" && matching.writeBacks == nil, "\(matching)")
        let ada = try await ada(workspace)
        #expect("\(ada.id)" == member)
        let noticed = try await fixture.cycle()
        #expect(noticed.steps.first { $0.connector == .tenant }?.profile == .deltaImport, "\(noticed)")
        #expect(noticed.outcome == "success" && noticed.writeBacks?.map(\.written) == [1], "\(noticed)")
        _ = try await fixture.cycle()
        #expect(try await object(dn, "member").1 == [Array(ada.dn.utf8)])
        try await expectQuiet()
    }

    @Test("in staging mode a group waits, and is listed as what it becomes")
    func staging() async throws {
        let workspace = try await exported("groupWriteback")
        try await fixture.switchStaging(to: true)
        try await seed(
            """
            {"@odata.type": "#microsoft.graph.group", "id": "\(Self.identity)", "displayName": "Team of the cloud",
             "onPremisesSyncEnabled": false}
            """,
            in: workspace
        )
        for _ in 0..<2 {
            let report = try await fixture.cycle()
            #expect(report.writeBacks?.map(\.isSuppressed) == [true] && report.writeBacks?.map(\.count) == [1])
        }
        let listing = try await WriteBackListing.read(try await fixture.open())
        var changes: [PendingChange] = []
        try await listing.each { changes += $0.changes }
        #expect(changes.map(\.operation) == ["add"] && changes.map(\.label) == ["Team of the cloud"])
        let name = try #require(changes.first?.values.first { $0.attribute == "displayName" })
        #expect(name.added == ["Team of the cloud"] && name.rule == Self.maker, "\(name)")
        #expect(name.sourceRule == "In from AAD - Group SOAInAAD" && name.connector == "tenant", "\(name)")
        #expect(changes.map(\.cause) == [Self.maker] && changes.map(\.rule) == [Self.maker])
        var groups = PendingGroups()
        groups.add(changes)
        #expect(groups.groups.map(\.cause) == [Self.maker] && groups.groups.map(\.source) == ["tenant"])
        try await fixture.switchStaging(to: false)
        #expect(try await fixture.cycle().writeBacks?.map(\.added) == [1])
        _ = try await fixture.cycle()
        try await expectQuiet()
    }

    @Test("a device is made below the container of registered devices")
    func registered() async throws {
        let workspace = try await exported("deviceWriteback", [.device])
        try await seed(
            """
            {"@odata.type": "#microsoft.graph.device", "id": "\(Self.identity)", "deviceId": "\(Self.device)",
             "displayName": "LAPTOP", "onPremisesSyncEnabled": false}
            """,
            in: workspace
        )
        let first = try await fixture.cycle()
        #expect(first.writeBacks?.map(\.added) == [1] && first.export?.pending == [:], "\(first)")
        let second = try await fixture.cycle()
        #expect(second.imports.map(\.added) == [1] && second.writeBacks == nil, "\(second)")
        let dn = "CN=\(Self.device),CN=RegisteredDevices,DC=contoso,DC=test"
        let (made, anchor) = try await object(dn, "msDS-CloudAnchor")
        #expect(made.objectClass == "msDS-Device" && anchor == [Array("Device_\(Self.identity)".utf8)])
        let bytes = try #require(ObjectGUID(Self.device)).bytes
        #expect(try await object(dn, "msDS-DeviceID").1 == [bytes])
        try await expectQuiet()
    }
}
