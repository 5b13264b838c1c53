import Directory
import Foundation
import Plans
import SyncRules
import TestSupport
import Testing
import WizardTasks

@testable import Console

/// The tasks of the wizard in a real browser, from its list to what was done.
@Suite("The wizard's tasks in a browser", .needsChromedriver, .serialized)
struct WizardInBrowserTests {
    private static let heading = "document.querySelector('h1').textContent"
    private static let text = "return document.querySelector('main').innerText"

    private func enter(_ console: ConsoleFixture) async throws -> WebDriver {
        let browser = try await WebDriver()
        try await browser.open(try #require(console.link).absoluteString)
        return browser
    }

    private func open(_ task: String, _ browser: WebDriver) async throws {
        try await browser.click("nav a[href='/tasks']")
        if ["directory", "group-filter", "features"].contains(task) {
            try await browser.click("a[href='/tasks/customize']")
        }
        try await browser.click("a[href='/tasks/\(task)']")
    }

    private func send(_ browser: WebDriver, until heading: String = "Ready to configure") async throws -> String {
        try await browser.click("form.task button")
        try await browser.wait(until: "\(Self.heading) == '\(heading)'")
        return try await browser.run(Self.text)
    }

    private func configure(_ browser: WebDriver) async throws -> String {
        try await send(browser, until: "Configuration complete")
    }

    @Test("a directory is added, its configuration viewed and exported")
    func directory() async throws {
        let console = try await ConsoleFixture()
        let path = try console.writeForest("contoso.test", [])
        let browser = try await enter(console)
        try await open("directory", browser)
        _ = try await browser.run("document.querySelector('#entry-name').focus(); return ''")
        try await browser.press("contoso.test\u{E004}\(path)")
        #expect(try await send(browser).contains("DC=contoso,DC=test"))
        #expect(try await configure(browser).contains("contoso.test is a directory of this workspace now"))
        try await open("view", browser)
        let page = try await browser.run(Self.text)
        #expect(
            page.contains("contoso.test") && page.contains("never") && page.contains("What differs from the defaults")
        )
        let ways = "return [...document.querySelectorAll('main ul.links a')].map(one => one.textContent).join()"
        #expect(try await browser.run(ways) == "Previous,Exit")
        let file = try await browser.runWaiting(
            "fetch('/tasks/view/export').then(answer => answer.text()).then(done).catch(error => done(String(error)));"
        )
        #expect(file.contains("\"kind\" : \"config.export\""), "\(file)")
        try await browser.click("main ul.links a[href='/tasks']")
        try await browser.wait(until: "\(Self.heading) == 'Additional tasks'")
        try await browser.close()
    }

    @Test("optional features with an attribute of many, device options, and the source anchor")
    func options() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let browser = try await enter(console)
        try await open("features", browser)
        let seen = "return String(document.querySelector('input[value=displayName]').checkVisibility())"
        #expect(try await browser.run(seen) == "false", "attributes are folded")
        try await browser.click("summary")
        #expect(try await browser.run(seen) == "true")
        try await browser.click("input[value=displayName]")
        try await browser.click("input[value=exchangeHybrid]")
        let plan = try await send(browser)
        #expect(plan.contains("options.excludedAttributes") && plan.contains("options.exchangeHybrid"), "\(plan)")
        _ = try await configure(browser)
        #expect(try await console.open().configuration.options.excludedAttributes == ["displayName"])
        try await open("devices", browser)
        #expect(try await send(browser, until: "Nothing to configure").contains("It is so already"))
        try await open("devices", browser)
        try await browser.click("input[value=writeback]")
        #expect(try await send(browser, until: "This cannot be done").contains("msDS-DeviceContainer"))
        try await open("source-anchor", browser)
        #expect(try await send(browser).contains("There is no way back"))
        _ = try await configure(browser)
        try await browser.click("nav a[href='/tasks']")
        let greyed =
            "return document.querySelector('.refused a') ? 'a link' : document.querySelector('ul.tasks').innerText"
        #expect(try await browser.run(greyed).contains("only objectGUID can be changed"))
        #expect(try await console.open().configuration.options.sourceAnchor == .consistencyGuid)
        try await browser.close()
    }

    @Test("a group filter is removed, federation managed, and one object followed")
    func others() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        try console.filterByGroup("CN=Pilot,DC=fabrikam,DC=test")
        try await console.federate()
        let browser = try await enter(console)
        try await open("group-filter", browser)
        #expect(try await send(browser).contains("The filter cannot be put back"))
        _ = try await configure(browser)
        #expect(try await console.open().configuration.forests.allSatisfy { $0.groupFilter == nil })
        try await open("federation", browser)
        try await browser.click("a[href='/tasks/federation?domain=contoso.com']")
        try await browser.wait(until: "document.body.innerText.includes('issuerUri')")
        #expect(
            try await browser.run("return String(document.querySelectorAll('input[type=radio]:disabled').length)")
                == "4"
        )
        #expect(try await send(browser).contains("would sign in with the tenant"))
        _ = try await configure(browser)
        try await open("troubleshoot", browser)
        _ = try await browser.run("document.querySelector('#entry-object').focus(); return ''")
        try await browser.press("nobody@contoso.com")
        #expect(try await send(browser, until: "What was found").contains("no imported object has this DN"))
        #expect(try await console.open().holder() == nil)
        try await browser.close()
    }

    @Test("a new task's form that is sent again, and a plan that is stale, have pages that say what to do")
    func troubles() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let browser = try await enter(console)
        try await open("source-anchor", browser)
        let token = "document.querySelector('form.task input[name=form]').value"
        let sent = try await browser.run("return \(token)")
        _ = try await send(browser)
        let job = try await browser.run("return location.pathname")
        try await open("source-anchor", browser)
        _ = try await browser.run("\(token) = '\(sent)'; return ''")
        #expect(try await send(browser, until: "This form was sent already").contains("begin again"))
        try await browser.click("nav a[href='/tasks']")
        let task = ChangeSettings(in: try await console.open())
        try await task.apply(try await task.plan(.options(OptionsRequest(["exchangeHybrid": "on"]))))
        try await browser.open("http://\(console.host)\(job)")
        #expect(try await send(browser, until: "The plan is stale").contains("Begin the task again"))
        #expect(try await console.open().configuration.options.sourceAnchor == .objectGUID)
        try await browser.close()
    }
}
