import CloudTenant
import Directory
import Foundation
import Plans
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

/// What a task of the wizard changes, and that it changes nothing else.
@Suite("A task touches no setting that it does not mean to")
struct SideEffectTests {
    /// A request with the settings of the workspace, and the domains' parts of the tenant, that it may change.
    struct Case: Sendable, CustomTestStringConvertible {
        let request: TaskRequest
        let settings: Set<String>
        var tenant: Set<String> = []
        var testDescription: String { request.kind + " " + settings.sorted().joined(separator: ",") }
    }

    static let unit = "OU=Leavers,DC=contoso,DC=test"

    static let cases = [
        Case(request: .staging(.init(isOn: false)), settings: ["staging"]),
        Case(
            request: .signIn(.init(method: .passThrough, seamlessSSO: true)),
            settings: ["signIn.method", "signIn.seamlessSSO"]
        ),
        Case(
            request: .signIn(
                .init(method: .federation, federationService: "sts.contoso.com", domains: ["contoso.com"])
            ),
            settings: ["signIn.method", "signIn.federationService"],
            tenant: ["contoso.com"]
        ),
        Case(request: .options(.init(["exchangeHybrid": "on"])), settings: ["options.exchangeHybrid"]),
        Case(request: .options(.init(["passwordHashSync": "off"])), settings: ["options.passwordHashSync"]),
        Case(request: .options(.init(["passwordWriteback": "on"])), settings: ["passwordWriteback"]),
        Case(request: .options(.init(["groupWriteback": "on"])), settings: ["options.groupWriteback"]),
        Case(
            request: .options(.init(["applications": "ExchangeOnline,Intune", "excludedAttributes": "mobile"])),
            settings: ["options.applications", "options.excludedAttributes"]
        ),
        Case(request: .options(.init(["extensions": "user.description"])), settings: ["options.extensions"]),
        Case(request: .devices(.init(writeback: true, forest: "contoso.test")), settings: ["options.deviceWriteback"]),
        Case(request: .sourceAnchor(.init()), settings: ["options.sourceAnchor"]),
        Case(
            request: .filter(.init(forest: "contoso.test", skip: [unit])),
            settings: ["forests.contoso.test.containers.\(unit)"]
        ),
        Case(
            request: .directory(.init(name: "third.test", source: .file("../third.ldif"))),
            settings: Set(["id", "ordinal", "ldif", "newContainers"].map { "forests.third.test.\($0)" })
        ),
        Case(
            request: .removeGroupFilter(.init(forest: "fabrikam.test")),
            settings: ["forests.fabrikam.test.groupFilter"]
        ),
    ]

    @Test("of the workspace and of the tenant; the second plan is empty; comments stay", arguments: cases)
    func changes(_ one: Case) async throws {
        let fixture = try WorkspaceFixture()
        _ = try await fixture.furnished()
        let path = fixture.workspaceFolder.configuration
        let before = try String(contentsOfFile: path, encoding: .utf8)
        let workspace = try await fixture.open()
        let domains = try await workspace.tenant.store.read { try $0.state().settings }
        let task = ChangeSettings(in: workspace)
        let plan = try await task.plan(one.request)
        #expect(Set(plan.content.settings.map(\.name)) == one.settings)
        #expect(try await task.plan(one.request).digest == plan.digest)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == before, "planning changes nothing")
        try await task.apply(plan)

        let after = try await fixture.open()
        let changed = SettingList.changes(from: workspace.configuration, to: after.configuration)
        #expect(changed == plan.content.settings)
        var settings = try await after.tenant.store.read { try $0.state().settings }
        let moved = zip(settings.domains.custom, domains.domains.custom).filter { $0 != $1 }.map(\.0.name)
        #expect(Set(moved) == one.tenant)
        settings.domains = domains.domains
        #expect(settings == domains)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        for line in before.split(separator: "\n") {
            guard let mark = line.firstIndex(of: "#") else { continue }
            #expect(text.contains(line[mark...]), "\(line) in\n\(text)")
        }
        // Every line that is not there any more has one in its place that says the same key, or its key has gone.
        let lost = Set(before.split(separator: "\n")).subtracting(text.split(separator: "\n"))
        #expect(lost.count <= 3, "\(lost)")
        if case .removeGroupFilter = one.request { return }
        if case .sourceAnchor = one.request { return }
        if case .directory = one.request { return }
        #expect(try await ChangeSettings(in: after).plan(one.request).content.isEmpty)
    }

    @Test("a draft that strays is refused")
    func stray() async throws {
        let fixture = try WorkspaceFixture()
        var draft = SettingsDraft(
            try await fixture.open(),
            touches: ["signIn.method", "forests.contoso.test.containers."]
        )
        #expect(draft.means("signIn.method") && draft.means("forests.contoso.test.containers.OU=a"))
        #expect(!draft.means("signIn.seamlessSSO") && !draft.means("forests.contoso.test.containersX"))
        draft.configuration.isStaging.toggle()
        #expect(!draft.means("staging"))
    }

    @Test(
        "a plan in a file is applied once, and not when something has moved",
        arguments: [cases[0], cases[2], cases[8], cases[11], cases[12]]
    )
    func files(_ one: Case) async throws {
        let fixture = try WorkspaceFixture()
        let workspace = try await fixture.furnished()
        let path = fixture.folder.file("plan.json").path(percentEncoded: false)
        let plan = try await ChangeSettings(in: workspace).plan(one.request)
        try PlanFile.write(plan, to: path)
        guard case .settings(let read) = try StoredPlan.read(path) else {
            Issue.record("another kind")
            return
        }
        #expect(read.digest == plan.digest && read.content == plan.content)
        #expect(throws: TaskError.self) { try PlanFile.read(path) }
        // Somebody else changes a setting that the plan was made from.
        let yaml = fixture.workspaceFolder.configuration
        let text = try String(contentsOfFile: yaml, encoding: .utf8)
        try text.replacing("deletionGuard: 500", with: "deletionGuard: 7").write(
            toFile: yaml,
            atomically: true,
            encoding: .utf8
        )
        let stale = await #expect(throws: TaskError.self) {
            try await ApplyPlan(in: try await fixture.open()).run(read)
        }
        #expect(stale?.code == .stalePlan && stale?.description.contains("configuration") == true)
        try text.write(toFile: yaml, atomically: true, encoding: .utf8)
        try await ApplyPlan(in: try await fixture.open()).run(read)
        let twice = await #expect(throws: TaskError.self) {
            try await ApplyPlan(in: try await fixture.open()).run(read)
        }
        #expect(twice?.code == .stalePlan)
        let edited = try String(contentsOfFile: path, encoding: .utf8)
            .replacing(plan.digest.hex, with: String(plan.digest.hex.reversed()))
        try edited.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(throws: TaskError.self) { try StoredPlan.read(path) }
    }
}
