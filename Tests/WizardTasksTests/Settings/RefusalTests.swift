import CloudTenant
import Directory
import Foundation
import Lab
import Plans
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("What a task of the wizard does not offer")
struct RefusalTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func refusal(_ request: TaskRequest, in workspace: Workspace) async -> TaskError? {
        await #expect(throws: TaskError.self) { _ = try await ChangeSettings(in: workspace).plan(request) }
    }

    @Test("is refused with the reason, and nothing is planned")
    func refused() async throws {
        let workspace = try await fixture.furnished()
        let cases: [(TaskRequest, TaskError.Code, String)] = [
            (.signIn(.init(method: .notConfigured)), .notOffered, "does not go back"),
            (
                .signIn(.init(method: .federation, seamlessSSO: true, federationService: "sts.a.test")), .notOffered,
                "not with AD FS"
            ),
            (.signIn(.init(method: .federation)), .options, "--federation-service"),
            (
                .signIn(.init(method: .federation, federationService: "sts.a.test", domains: ["fabrikam.com"])),
                .tenant,
                "no verified domain"
            ),
            (.federation(.init(action: .federate, domain: "contoso.com")), .notOffered, "sign in at AD FS"),
            (.options(.init(["sourceAnchor": "mail"])), .notOffered, "source-anchor switch"),
            (.options(.init(["joining": "mail"])), .notOffered, "installed"),
            (.options(.init(["userPrincipalName": "mail"])), .notOffered, "installed"),
            (.options(.init(["groupFilter": "CN=a"])), .notOffered, "pilot"),
            (.options(.init(["deviceWriteback": "on"])), .notOffered, "device-options"),
            (.options(.init(["what": "on"])), .options, "There are exchangeHybrid"),
            (.options(.init(["exchangeHybrid": "perhaps"])), .options, "on or off"),
            (.directory(.init(name: "Contoso.TEST", source: .file("../third.ldif"))), .forestExists, "already"),
            (.directory(.init(name: "tenant", source: .file("../third.ldif"))), .configuration, "called that"),
            (.removeGroupFilter(.init(forest: "contoso.test")), .notOffered, "nothing to remove"),
            (.devices(.init(writeback: true)), .options, "--forest"),
            (.devices(.init(writeback: false)), .notOffered, "is off"),
            (.filter(.init(forest: "contoso.test", skip: ["OU=Nowhere,DC=contoso,DC=test"])), .options, "no container"),
            (.filter(.init(forest: "contoso.test", skipDomains: ["other.test"])), .options, "no domain"),
        ]
        for (request, code, said) in cases {
            let error = await refusal(request, in: workspace)
            #expect(
                error?.code == code && error?.description.contains(said) == true,
                "\(request): \(error?.description ?? "")"
            )
        }
    }

    @Test("the source anchor stays where an imported object has a value of the other one, and goes one way")
    func anchor() async throws {
        _ = try await fixture.furnished()
        let first = try await fixture.open()
        let task = ChangeSettings(in: first)
        let blind = try await task.plan(.sourceAnchor(.init()))
        #expect(blind.hazards.contains { $0.kind == "anchorNotImported" }, "no rule reads the attribute yet")
        try await task.apply(blind)
        let back = await refusal(.sourceAnchor(.init()), in: try await fixture.open())
        #expect(back?.code == .notOffered && back?.description.contains("no way back") == true)

        // As if somebody had put it back by hand, with objects that have values by then.
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.dn.hasPrefix("CN=leaver1,") else { return record }
            let value = LDIFRecord.Value(name: "mS-DS-ConsistencyGuid", bytes: Array(repeating: 7, count: 16))
            return LDIFRecord(dn: record.dn, values: record.values + [value])
        }
        _ = try await Synchronize(in: try await fixture.open()).run { _ in }
        let path = fixture.workspaceFolder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try text.replacing("sourceAnchor: mS-DS-ConsistencyGuid", with: "sourceAnchor: objectGUID")
            .write(toFile: path, atomically: true, encoding: .utf8)
        let refused = await refusal(.sourceAnchor(.init()), in: try await fixture.open())
        #expect(refused?.code == .notOffered, "\(refused?.description ?? "")")
        #expect(refused?.description.contains("CN=leaver1") == true, "\(refused?.description ?? "")")
    }

    @Test("device writeback needs the class in the cached schema")
    func devices() async throws {
        let workspace = try await fixture.ready()
        let error = await refusal(.devices(.init(writeback: true, forest: "contoso.test")), in: workspace)
        #expect(error?.description.contains("msDS-DeviceContainer") == true)
    }

    @Test("device writeback into one forest says which others get devices as well", arguments: [true, false])
    func otherDevices(_ hasDevices: Bool) async throws {
        for name in ["contoso.test", "fabrikam.test"] {
            let hasClass = hasDevices || name == "contoso.test"
            let file = try fixture.write(name, hasClass ? [.device] : [], as: name + ".ldif")
            _ = try await AddForest(in: try await fixture.open()).run(name: name, source: .file(file))
        }
        let refresh = RefreshSchema(in: try await fixture.open())
        try await refresh.apply(try await refresh.prepare { _ in })
        let task = ChangeSettings(in: try await fixture.open())
        let plan = try await task.plan(.devices(.init(writeback: true, forest: "contoso.test")))
        let others = plan.content.consequences.filter { $0.contains("fabrikam.test") }
        #expect(others.count == (hasDevices ? 1 : 0), "\(plan.content.consequences)")
        let rule = "disable the rule \"Out to AD - Device SOAInAAD\""
        #expect(others.allSatisfy { $0.contains(rule) })
    }

    @Test("a switch away from staging warns when somebody else is active on the tenant, and says the pending numbers")
    func staging() async throws {
        let workspace = try await fixture.furnished()
        _ = try await Synchronize(in: try await fixture.open()).run { _ in }
        _ = try await workspace.tenant.takeOver(by: .init(workspace: "/srv/other", host: "dc9"))
        let plan = try await SwitchStagingMode(in: try await fixture.open()).plan(to: false)
        #expect(plan.hazards.contains { $0.kind == "otherWriter" && $0.sentence.contains("/srv/other on dc9") })
        #expect((plan.content.staging?.kinds["user"]?["add"] ?? 0) > 5, "\(plan.content.staging?.kinds ?? [:])")
        #expect(
            plan.content.staging?.pending["add"]
                == plan.content.staging?.kinds.values.reduce(0) { $0 + ($1["add"] ?? 0) }
        )
    }

    @Test("sign-in changes rules, domains and agents as it says")
    func signIn() async throws {
        let workspace = try await fixture.furnished()
        func passwords() async throws -> Int {
            try await WorkspaceRules.read(workspace).active.rules.count { $0.synchronizesPasswords }
        }
        let with = try await passwords()
        #expect(with > 0)
        func apply(_ request: TaskRequest) async throws -> Plan<SettingsContent> {
            let task = ChangeSettings(in: try await fixture.open())
            let plan = try await task.plan(request)
            try await task.apply(plan)
            return plan
        }
        func domain() async throws -> String? {
            try await TenantOverview.read(workspace).domains.first { $0.name == "contoso.com" }.map {
                $0.isFederated ? "federated" : "managed"
            }
        }
        let off = try await apply(.options(.init(["passwordHashSync": "off"])))
        #expect(off.content.rules.changes.contains { $0.parts.contains { $0.name == "password sync" } })
        #expect(off.hazards.contains { $0.kind == "nobodySignsIn" })
        #expect(try await passwords() == 0)
        _ = try await apply(.signIn(.init(method: .federation, federationService: "sts.contoso.com")))
        #expect(try await domain() == "federated")
        #expect(try await passwords() == 0)
        let sound = try await FederationOverview.read(try await fixture.open()).domain(named: "contoso.com")
        #expect(sound.isSound && sound.parts.count == 5)
        let home = try await apply(.signIn(.init(method: .passwordHashSync)))
        #expect(home.hazards.contains { $0.kind == "hashesAreMissing" })
        #expect(try await domain() == "managed")
        #expect(try await passwords() == with)
    }
}
