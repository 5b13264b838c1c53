import Directory
import Foundation
import Lab
import Plans
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing
import WizardTasks

@testable import Console

/// Device options, source anchor, federation and troubleshooting as pages.
@Suite("Devices, source anchor, federation and troubleshooting as pages", .serialized)
struct SettingsPageTests {
    @Test("device options: hybrid join and writeback, each with its plan; what is off cannot be switched off")
    func devices() async throws {
        let console = try await ConsoleFixture()
        try await console.addForest("contoso.test", [.device])
        try await console.addForest("fabrikam.test")
        let refresh = RefreshSchema(in: try await console.open())
        try await refresh.apply(try await refresh.prepare { _ in })
        let cookie = try await console.enter()
        let page = try await console.get("/tasks/devices", cookie).body
        #expect(page.contains("value=\"disable-writeback\" disabled") && page.contains("Device writeback is off."))
        #expect(page.contains("Device writeback forest"))
        let none = try await console.result(of: "/tasks/devices", cookie, [])
        #expect(none.status == 400 && none.body.contains("No device option was chosen"))
        let nowhere = try await console.result(of: "/tasks/devices", cookie, [("device", "writeback")])
        #expect(nowhere.status == 400 && nowhere.body.contains("No forest was chosen"))
        let off = try await console.result(of: "/tasks/devices", cookie, [("device", "disable-writeback")])
        #expect(off.status == 400 && off.body.contains("there is nothing to switch off"), "\(off.body)")
        let old = try await console.result(
            of: "/tasks/devices",
            cookie,
            [("device", "writeback"), ("forest", "fabrikam.test")]
        )
        #expect(old.status == 400 && old.body.contains("msDS-DeviceContainer"), "\(old.body)")
        let on = try await console.carryOut(
            "/tasks/devices",
            cookie,
            [("device", "writeback"), ("forest", "contoso.test")]
        )
        #expect(on.contains("options.deviceWriteback") && on.contains("Dryad writes to no directory"), "\(on)")
        #expect(try await console.open().configuration.options.has("deviceWriteback"))
        let away = try await console.carryOut("/tasks/devices", cookie, [("device", "disable-writeback")])
        #expect(away.contains("options.deviceWriteback"))
        let join = try await console.result(of: "/tasks/devices", cookie, [("device", "hybrid-join")])
        #expect(join.status == 200 && join.body.contains("It is so already"), "\(join.body)")
    }

    @Test("the source anchor is switched once; then the task is greyed")
    func anchor() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let cookie = try await console.enter()
        let page = try await console.get("/tasks/source-anchor", cookie).body
        #expect(page.contains("objectGUID") && page.contains("There is no way back."))
        let plan = try await console.carryOut("/tasks/source-anchor", cookie, [])
        #expect(plan.contains("options.sourceAnchor") && plan.contains("There is no way back"), "\(plan)")
        let list = try await console.get("/tasks", cookie).body
        #expect(!list.contains("href=\"/tasks/source-anchor\"") && list.contains("only objectGUID can be changed"))
        #expect(try await console.get("/tasks/source-anchor", cookie).body.contains("Not available now"))
    }

    @Test(
        "federation: the farm's settings, one domain verified, domains added and converted; the rest is not simulated"
    )
    func federation() async throws {
        let console = try await ConsoleFixture()
        try await console.addForest()
        try await console.federate()
        let cookie = try await console.enter()
        let page = try await console.get("/tasks/federation", cookie).body
        #expect(page.contains("sts.contoso.com") && page.contains("as they should be"), "\(page)")
        for title in FederationOverview.notSimulated {
            let value = title.lowercased()
            #expect(page.contains("value=\"\(value)\" disabled"), "\(value)")
        }
        let one = try await console.get("/tasks/federation?domain=contoso.com", cookie).body
        #expect(one.contains("issuerUri") && one.components(separatedBy: "<p class=\"good-word\">ok</p>").count == 6)
        let strange = try await console.get("/tasks/federation?domain=%3Cb%3E", cookie)
        #expect(strange.status == 400 && strange.body.contains("no domain &lt;b&gt;"), "\(strange.body)")
        for (fields, status, said) in [
            ([], 400, "No task was chosen"), ([("action", "add")], 400, "No domain was named"),
            ([("action", "reset"), ("domain", "contoso.com")], 400, "No task was chosen"),
            ([("action", "add"), ("domain", "no domain")], 400, "is no name of a domain"),
            ([("action", "federate"), ("domain", "fabrikam.com")], 400, "is not verified"),
            ([("action", "federate"), ("domain", "contoso.com")], 200, "It is so already"),
        ] as [([(String, String)], Int, String)] {
            let result = try await console.result(of: "/tasks/federation", cookie, fields)
            #expect(result.status == status && result.body.contains(said), "\(fields): \(result.body)")
        }
        let managed = try await console.carryOut(
            "/tasks/federation",
            cookie,
            [("action", "manage"), ("domain", "contoso.com")]
        )
        #expect(managed.contains("would sign in with the tenant"), "\(managed)")
        #expect(
            try await console.get("/tasks/federation?domain=contoso.com", cookie).body.contains(
                "no federation to verify"
            )
        )
        _ = try await console.carryOut("/tasks/federation", cookie, [("action", "add"), ("domain", "woodgrove.com")])
        let domains = try await TenantOverview.read(try await console.open()).domains
        #expect(domains.map(\.name).sorted() == ["contoso.com", "fabrikam.com", "woodgrove.com"])
        #expect(domains.allSatisfy { !$0.isFederated })
    }

    @Test("troubleshooting: forests, rules and one object, without a lock; what fails says what to do")
    func troubleshoot() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let workspace = try await console.open()
        let connector = try #require(workspace.configuration.forests.first).connector
        let linked = try await workspace.store.connectorSpace(of: connector).first { $0.link != nil }
        let object = try #require(linked).entry.dn
        let cookie = try await console.enter()
        let all = try await console.result(of: "/tasks/troubleshoot", cookie, [])
        #expect(all.status == 200 && all.body.contains("Forest contoso.test") && all.body.contains("<h2>Rules</h2>"))
        #expect(!all.body.contains("<h2>Object</h2>"))
        #expect(try await console.open().holder() == nil)
        let one = try await console.result(of: "/tasks/troubleshoot", cookie, [("object", object)])
        #expect(one.body.contains("<h2>Object</h2>") && one.body.contains("linked to"), "\(one.body)")
        let findings = try await Troubleshoot(in: workspace).run(object: object)
        for line in findings.flatMap(\.lines).prefix(20) { #expect(one.body.contains(line.subject), "\(line.subject)") }
        let nobody = try await console.result(of: "/tasks/troubleshoot", cookie, [("object", "<i>nobody</i>")])
        #expect(nobody.body.contains("failed") && nobody.body.contains("Was it imported since it is there?"))
        #expect(!nobody.body.contains("<i>"))
        try FileManager.default.removeItem(at: console.folder.file("contoso.test.ldif"))
        let gone = try await console.result(of: "/tasks/troubleshoot", cookie, [])
        #expect(gone.body.contains("dryad forest test contoso.test"), "\(gone.body)")
        let list = try await console.get("/tasks", cookie).body
        #expect(list.contains("looked at"))
    }
}
