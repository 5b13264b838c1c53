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
        let values = [
            ("name", forest.name), ("where", forest.secureURL), ("account", forest.bindName),
            ("passwordFile", forest.passwordFile), ("caFile", forest.certificateAuthorityFile),
        ]
        for (name, value) in values {
            _ = try await browser.run("document.querySelector('#entry-\(name)').focus(); return ''")
            try await browser.press(value)
        }
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
}
