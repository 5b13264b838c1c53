import Foundation
import Lab
import Plans
import SyncRules
import TestSupport
import Testing
import WizardTasks

@testable import Console

/// The wizard's tasks in a browser over a real directory: its password is in a file, and on no page.
@Suite("The wizard's tasks in a browser, over a real forest", .needsChromedriver, .serialized, .forest(.slapd, .device))
struct LiveForestInBrowserTests {
    private func send(_ browser: WebDriver, until heading: String = "Ready to configure") async throws -> String {
        try await browser.click("form.task button")
        try await browser.wait(until: "document.querySelector('h1').textContent == '\(heading)'")
        return try await browser.run("return document.documentElement.outerHTML")
    }

    /// Fills in how the forest is reached.
    private func describe(_ forest: LabForest, _ browser: WebDriver) async throws {
        let values = [
            ("name", forest.name), ("where", forest.secureURL), ("account", forest.bindName),
            ("passwordFile", forest.passwordFile), ("caFile", forest.certificateAuthorityFile),
        ]
        for (name, value) in values {
            _ = try await browser.run("document.querySelector('#entry-\(name)').focus(); return ''")
            try await browser.press(value)
        }
    }

    @Test("from a directory that is added, over its schema and its devices, to what troubleshooting says of it")
    func story() async throws {
        let forest = try TestForest.current.forest
        let secret = try String(contentsOfFile: forest.passwordFile, encoding: .utf8).trimmingCharacters(in: .newlines)
        try #require(secret.count > 7)
        let console = try await ConsoleFixture()
        let browser = try await WebDriver()
        try await browser.open(try #require(console.link).absoluteString)
        func open(_ place: String) async throws { try await browser.open("http://\(console.host)/tasks/\(place)") }
        var pages: [String] = []
        try await open("directory")
        try await describe(forest, browser)
        let plan = try await send(browser)
        #expect(plan.contains(forest.baseDN) && plan.contains("from a file") && plan.contains("TLS"), "\(plan)")
        pages += [plan, try await send(browser, until: "Configuration complete")]
        try await open("refresh")
        pages.append(try await send(browser))
        pages.append(try await send(browser, until: "Configuration complete"))
        try await open("devices")
        try await browser.click("input[value=writeback]")
        let devices = try await send(browser)
        #expect(devices.contains("options.deviceWriteback"), "\(devices)")
        pages += [devices, try await send(browser, until: "Configuration complete")]
        #expect(try await console.open().configuration.options.has("deviceWriteback"))
        try await open("features")
        pages.append(try await send(browser, until: "Nothing to configure"))
        try await open("source-anchor")
        pages += [try await send(browser), try await send(browser, until: "Configuration complete")]
        try await open("troubleshoot")
        let found = try await send(browser, until: "What was found")
        #expect(found.contains("Forest \(forest.name)") && found.contains("TLS"), "\(found)")
        pages.append(found)
        for place in ["view", "view/export", "directory", "customize"] {
            pages.append(
                try await browser.runWaiting(
                    "fetch('/tasks/\(place)').then(answer => answer.text()).then(done).catch(error => done(String(error)));"
                )
            )
        }
        #expect(pages.count == 14 && pages.allSatisfy { !$0.contains(secret) })
        let yaml = try String(contentsOfFile: console.workspaceFolder.configuration, encoding: .utf8)
        #expect(yaml.contains(forest.passwordFile) && !yaml.contains(secret))
        try await browser.close()
    }

    @Test("options, containers, a group filter, staging mode, sign-in and federation, with a cycle between")
    func settings() async throws {
        let forest = try TestForest.current.forest
        let console = try await ConsoleFixture()
        let browser = try await WebDriver()
        try await browser.open(try #require(console.link).absoluteString)
        func open(_ place: String) async throws { try await browser.open("http://\(console.host)/tasks/\(place)") }
        /// Shows the plan and applies it.
        func configure() async throws -> String {
            let plan = try await send(browser)
            _ = try await send(browser, until: "Configuration complete")
            return plan
        }
        try await open("directory")
        try await describe(forest, browser)
        _ = try await configure()
        try await open("refresh")
        _ = try await configure()
        try await open("features")
        try await browser.click("input[value=exchangeHybrid]")
        #expect(try await configure().contains("options.exchangeHybrid"))
        try await open("filter?forest=\(forest.name)")
        let last = "const all = [...document.querySelectorAll('input[name=container]:checked')]; all.at(-1).click(); "
        #expect(try await browser.run(last + "return String(all.length > 1)") == "true")
        _ = try await configure()
        #expect(try await console.open().configuration.forests.first?.filter.isEverything == false)
        try console.filterByGroup("CN=Pilot,\(forest.baseDN)")
        try await open("group-filter")
        _ = try await configure()
        #expect(try await console.open().configuration.forests.first?.groupFilter == nil)
        try await open("synchronize")
        _ = try await send(browser)
        try await browser.click("form.task button")
        try await browser.wait(until: "document.body.innerText.includes('ended with success')")
        try await open("staging")
        try await browser.click("label[for='staging-0-0']")
        #expect(try await configure().contains("add"))
        #expect(try await console.open().configuration.isStaging == false)
        try await open("sign-in")
        try await browser.click("input[name=method][value=pass-through]")
        #expect(try await configure().contains("pass-through authentication"))
        #expect(try await console.open().configuration.signIn.method == .passThrough)
        try await console.federate()
        try await open("federation?domain=contoso.com")
        #expect(try await configure().contains("would sign in with the tenant"))
        try await open("view")
        #expect(try await browser.run("return document.querySelector('main').innerText").contains(forest.bindName))
        #expect(try await console.open().holder() == nil)
        try await browser.close()
    }
}
