import Directory
import Foundation
import Plans
import SyncRules
import TestSupport
import Testing
import WizardTasks

@testable import Console

/// Optional features and the removal of a group filter as pages.
@Suite("Customize synchronization options as pages", .serialized)
struct CustomizePageTests {
    private static let features = "/tasks/features"

    /// The page's own answers, changed.
    private func answers(
        _ console: ConsoleFixture,
        _ cookie: String,
        without left: [String] = [],
        with more: [(String, String)] = []
    ) async throws -> [(String, String)] {
        let page = try await console.get(Self.features, cookie).body
        return ConsoleFixture.untouched(page, to: Self.features).filter { !left.contains($0.1) && !left.contains($0.0) }
            + more
    }

    @Test("untouched it plans nothing; features, apps, attributes and extensions are planned as they were chosen")
    func features() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let cookie = try await console.enter()
        let same = try await console.result(of: Self.features, cookie, try await answers(console, cookie))
        #expect(same.body.contains("Nothing to configure") && same.body.contains("so already"), "\(same.body)")
        #expect(try await console.open().holder() == nil)
        let chosen = try await answers(
            console,
            cookie,
            without: ["Intune", "displayName", "extensions"],
            with: [("feature", "exchangeHybrid"), ("extensions", "user.description, group.info")]
        )
        let plan = try await console.carryOut(Self.features, cookie, chosen)
        for said in [
            "options.exchangeHybrid", "options.applications", "options.excludedAttributes", "options.extensions",
            "Values that the tenant has of attributes that are left out stay there",
        ] { #expect(plan.contains(said), "\(said) is missing in \(plan)") }
        let options = try await console.open().configuration.options
        #expect(options.has("exchangeHybrid") && options.excludedAttributes == ["displayName"])
        #expect(options.applications?.contains("Intune") == false && options.applications?.count == 6)
        #expect(options.extensions.map(\.description) == ["user.description", "group.info"])
        let page = try await console.get(Self.features, cookie).body
        #expect(page.contains("value=\"user.description,group.info\""))
        let again = try await console.result(of: Self.features, cookie, try await answers(console, cookie))
        #expect(again.body.contains("so already"), "\(again.body)")
        // Everything back, as the page allows it.
        let back = try await answers(
            console,
            cookie,
            without: ["exchangeHybrid", "extensions"],
            with: [("application", "Intune"), ("attribute", "displayName"), ("extensions", "")]
        )
        _ = try await console.carryOut(Self.features, cookie, back)
        #expect(try await console.open().configuration.options.applications == nil)
        #expect(try await console.open().configuration.options.excludedAttributes == [])
    }

    @Test("what cannot be left out or is switched elsewhere is greyed, and sending it all the same does nothing")
    func greyed() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let cookie = try await console.enter()
        let page = try await console.get(Self.features, cookie).body
        for value in ["deviceWriteback", "sourceAnchor", "userPrincipalName", "accountEnabled"] {
            let tag = try #require(page.components(separatedBy: "<input ").first { $0.contains("value=\"\(value)\"") })
            #expect(tag.prefix { $0 != ">" }.contains(" disabled"), "\(value)")
        }
        #expect(page.contains("It is switched among the device options"))
        let sent = try await answers(console, cookie, with: [("feature", "deviceWriteback"), ("feature", "joining")])
        #expect(try await console.result(of: Self.features, cookie, sent).body.contains("so already"))
    }

    @Test("a form without what the page showed, or with an extension that is none, plans nothing and says why")
    func mistakes() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let cookie = try await console.enter()
        let bare = try await console.result(of: Self.features, cookie, [])
        #expect(bare.status == 409 && bare.body.contains("other attributes of the tenant"), "\(bare.body)")
        let wrong = try await answers(console, cookie, without: ["extensions"], with: [("extensions", "badge<b>")])
        let refused = try await console.result(of: Self.features, cookie, wrong)
        #expect(refused.status == 400 && refused.body.contains("This cannot be done"), "\(refused.body)")
        #expect(refused.body.contains("user.ATTRIBUTE") && refused.body.contains("badge&lt;b&gt;"))
        // Rules that write other attributes came while the page was open.
        let old = try await answers(console, cookie)
        _ = try await console.get("/tasks", cookie)
        let task = ChangeSettings(in: try await console.open())
        try await task.apply(try await task.plan(.options(OptionsRequest(["extensions": "user.description"]))))
        let stale = try await console.result(of: Self.features, cookie, old)
        #expect(stale.status == 409, "\(stale.body)")
        #expect(try await console.open().configuration.options.extensions.count == 1)
    }

    @Test("a filter by a group is removed once, and never put back")
    func groupFilter() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        try console.filterByGroup("CN=Pilot,DC=fabrikam,DC=test")
        let cookie = try await console.enter()
        #expect(try await console.get("/tasks/customize", cookie).body.contains("href=\"/tasks/group-filter\""))
        let page = try await console.get("/tasks/group-filter", cookie).body
        #expect(page.contains("CN=Pilot,DC=fabrikam,DC=test") && page.contains("cannot be put back"), "\(page)")
        #expect(ConsoleFixture.untouched(page, to: "/tasks/group-filter").map(\.1) == ["fabrikam.test"])
        let none = try await console.result(of: "/tasks/group-filter", cookie, [])
        #expect(none.status == 400 && none.body.contains("No directory was chosen"), "\(none.body)")
        let other = try await console.result(of: "/tasks/group-filter", cookie, [("forest", "contoso.test")])
        #expect(other.status == 400 && other.body.contains("there is nothing to remove"), "\(other.body)")
        let plan = try await console.carryOut("/tasks/group-filter", cookie, [("forest", "fabrikam.test")])
        #expect(plan.contains("Weigh this first") && plan.contains("Full Import of fabrikam.test"), "\(plan)")
        #expect(try await console.open().configuration.forests.allSatisfy { $0.groupFilter == nil })
        #expect(try await console.get("/tasks/group-filter", cookie).body.contains("Not available now"))
    }
}
