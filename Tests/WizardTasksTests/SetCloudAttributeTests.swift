import CloudTenant
import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("Attributes that the cloud is the master of are set")
struct SetCloudAttributeTests {
    private let fixture: WorkspaceFixture

    private static let identity = "11111111-2222-4333-8444-555555555555"

    init() throws { fixture = try WorkspaceFixture() }

    private func seeded() async throws -> Workspace {
        let workspace = try await fixture.open()
        let seed = try fixture.folder.write(
            """
            objectType,id,userPrincipalName,displayName,proxyAddresses,onPremisesImmutableId
            user,\(Self.identity),ada@x.test,Ada,SMTP:ada.a@x.test; smtp:a@x.test,AQIDBA==
            contact,,,Twin,SMTP:one@x.test,c
            group,,,Twin,,g
            user,,cloud@x.test,Cloud,,

            """,
            to: "seed.csv"
        )
        _ = try await SeedTenant(in: workspace).run(seed.path(percentEncoded: false))
        return workspace
    }

    @Test(
        "an object is named by its principal name, an address, its source anchor or its identity",
        arguments: ["ada@x.test", "ADA@x.test", "a@x.test", "ada.a@x.test", "AQIDBA==", identity, "Ada"]
    )
    func names(_ name: String) async throws {
        let task = SetCloudAttribute(in: try await seeded())
        let outcome = try await task.run(name, "cloudmsexcharchivestatus", to: ["1"])
        #expect(outcome.id == Self.identity && outcome.label == "ada@x.test" && outcome.anchor == "AQIDBA==")
        #expect(outcome.attribute == "cloudMSExchArchiveStatus" && outcome.objectClass == "user")
        #expect(outcome.before.isEmpty && outcome.after == ["1"] && outcome.isSynchronized)
        #expect(try await task.run(name, "cloudMSExchArchiveStatus", to: []).before == ["1"])
    }

    @Test("hashes are written and shown in Base64, several values in their order")
    func values() async throws {
        let task = SetCloudAttribute(in: try await seeded())
        let hash = try await task.run("ada@x.test", "cloudMSExchSafeSendersHash", to: ["/wAB"])
        #expect(hash.after == ["/wAB"])
        let delegates = try await task.run("c", "cloudPublicDelegates", to: ["CN={67}", "CN={63}"])
        #expect(delegates.after == ["CN={63}", "CN={67}"])
        #expect(try await task.run("cloud@x.test", "cloudLegacyExchangeDN", to: ["/o=x"]).isSynchronized == false)
    }

    private static let mistakes: [(object: String, attribute: String, values: [String], code: String, says: [String])] =
        [
            (
                "ada@x.test", "title", ["x"], "tenant",
                ["\"title\" is not set in the tenant", "cloudPublicDelegates, searchableDeviceKey", "from the forests"]
            ),
            ("ada@x.test", "cloudAnchor", ["x"], "tenant", ["\"cloudAnchor\" is not set"]),
            ("ada@x.test", "cloudMSExchArchiveStatus", ["one"], "tenant", ["is a number, and not \"one\"."]),
            (
                "nobody", "cloudMSExchArchiveStatus", ["one", "two"], "tenant",
                [
                    "no object that is called \"nobody\"", "not \"one\".", "not \"two\".",
                    "cloudMSExchArchiveStatus has one value, and these are 2.",
                ]
            ),
            ("nobody", "cloudMSExchArchiveStatus", ["1"], "unknownObject", ["no object that is called \"nobody\""]),
            (
                "Twin", "cloudLegacyExchangeDN", ["x"], "ambiguousObject",
                ["means 2 objects", "  contact  Twin", "  group  Twin"]
            ),
            (
                "one@x.test", "cloudMSExchBlockedSendersHash", ["%"], "tenant",
                [
                    "is Base64, and not \"%\".", "A contact has no cloudMSExchBlockedSendersHash.",
                    "master of cloudLegacyExchangeDN, cloudPublicDelegates.",
                ]
            ),
            ("ada@x.test", "cloudLegacyExchangeDN", [""], "tenant", ["is a text, and not \"\"."]),
        ]

    @Test("all mistakes are told together, and nothing is written", arguments: mistakes)
    func refused(
        _ object: String,
        _ attribute: String,
        _ values: [String],
        _ code: String,
        _ says: [String]
    ) async throws {
        let workspace = try await seeded()
        let before = try await workspace.tenant.store.objects()
        let error = await #expect(throws: TaskError.self) {
            try await SetCloudAttribute(in: workspace).run(object, attribute, to: values)
        }
        #expect(error?.code.word == code)
        for part in says { #expect(error?.description.contains(part) == true, "\(part): \(error as Any)") }
        #expect(try await workspace.tenant.store.objects() == before)
    }

    @Test("a tenant behind an address is set up where it is served")
    func served() async throws {
        let path = fixture.workspaceFolder.configuration
        let old = try String(contentsOfFile: path, encoding: .utf8)
        let new = old.replacing("tenant:\n  store: .dryad/tenant.sqlite", with: "tenant: http://127.0.0.1:8091/")
        try #require(new != old)
        try Data(new.utf8).write(to: URL(filePath: path))
        let workspace = try await fixture.open()
        let error = await #expect(throws: TaskError.self) {
            try await SetCloudAttribute(in: workspace).run("ada@x.test", "cloudLegacyExchangeDN", to: [])
        }
        #expect(error?.description.contains("is served at") == true)
    }

    @Test("what is set is neither an export nor a difference to one")
    func quiet() async throws {
        _ = try await fixture.ready()
        let staging = SwitchStagingMode(in: try await fixture.open())
        try await staging.apply(try await staging.plan(to: false))
        let first = try await Synchronize(in: try await fixture.open()).run { _ in }
        try #require(first.outcome == "success", "\(first)")
        let workspace = try await fixture.open()
        let requests = try await TenantOverview.read(workspace).exportRequests
        let task = SetCloudAttribute(in: workspace)
        _ = try await task.run("ada.andersson@contoso.test", "cloudMSExchUserHoldPolicies", to: ["one", "two"])
        #expect(try await TenantOverview.read(workspace).exportRequests == requests)
        let again = try await Synchronize(in: try await fixture.open()).run { _ in }
        #expect(again.export?.pending == [:], "\(again)")
        let whole = try await RunConnector(in: workspace, connector: "tenant", profile: .fullImport).run { _ in }
        #expect(whole.warnings.isEmpty && whole.steps.last?[.confirmed] == first.export?.accepted, "\(whole)")
    }
}
