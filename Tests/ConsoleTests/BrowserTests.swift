import Directory
import Foundation
import Plans
import SQLiteStore
import TestSupport
import Testing
import WizardTasks

@testable import Console

/// The console in a real browser, steered as a person would.
@Suite("The console in a browser", .needsChromedriver, .serialized)
struct BrowserTests {
    private static let heading = "return document.querySelector('h1').textContent"

    private func enter(_ console: ConsoleFixture, _ browser: WebDriver) async throws {
        try await browser.open(try #require(console.link).absoluteString)
        #expect(try await browser.run("return location.pathname") == "/", "the link's token has left the address")
        #expect(try await browser.run(Self.heading) == "Overview")
        #expect(try await browser.run("return document.cookie") == "", "no script gets the cookie")
    }

    @Test("refresh directory schema and configure staging mode, from the overview to what was done")
    func tasks() async throws {
        let console = try await ConsoleFixture()
        try await console.addForest("contoso.test")
        try await console.addForest("fabrikam.test")
        let browser = try await WebDriver()
        try await enter(console, browser)
        try await browser.click("nav a[href='/tasks']")
        try await browser.click("a[href='/tasks/refresh']")
        try await browser.wait(until: "document.querySelector('h1')?.textContent == 'Refresh directory schema'")
        let ticked = "return String(document.querySelectorAll('input[name=forest]:checked').length)"
        #expect(try await browser.run(ticked) == "2", "all directories are selected")
        try await browser.click("label[for='forest-0-1']")
        #expect(try await browser.run(ticked) == "1")
        try await browser.click("form.task button")
        try await browser.wait(until: "document.querySelector('h1').textContent == 'Ready to configure'")
        #expect(try await browser.run("return document.body.innerText").contains("unselected"))
        try await browser.click("label[for^='synchronize']")
        try await browser.click("form.task button")
        try await browser.wait(until: "document.querySelector('h1').textContent == 'Configuration complete'")
        // The second forest has no schema yet, so the run that was asked for says what to do.
        #expect(try await browser.run("return document.body.innerText").contains("never been read"))
        // Going back and sending the same form again does nothing twice.
        let refreshed = try await WorkspaceOverview.read(try await console.open())
        #expect(refreshed.forests.map(\.schemaVersion) == [1, nil])
        try await browser.open("http://\(console.host)/tasks/refresh")
        try await browser.click("form.task button")
        try await browser.wait(until: "document.querySelector('h1').textContent == 'Ready to configure'")
        try await browser.click("label[for^='synchronize']")
        try await browser.click("form.task button")
        try await browser.wait(until: "document.querySelector('h1').textContent == 'Configuration complete'")
        #expect(try await browser.run("return document.body.innerText").contains("ended with success"))
        try await browser.open("http://\(console.host)/tasks/staging")
        try await browser.click("label[for='staging-0-0']")
        try await browser.click("form.task button")
        try await browser.wait(until: "document.querySelector('h1').textContent == 'Ready to configure'")
        try await browser.click("form.task button")
        try await browser.wait(until: "document.querySelector('h1').textContent == 'Configuration complete'")
        #expect(try await console.open().configuration.isStaging == false)
        try await browser.close()
    }

    @Test("a second wizard, a form sent again by going back, and a session that expires have pages that say what to do")
    func troubles() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let browser = try await WebDriver()
        try await enter(console, browser)
        let workspace = try await console.open()
        let hold = try await WorkspaceLock(path: workspace.folder.lock, store: workspace.store).hold(
            TaskHolder(task: "wizard", owner: "grace@dc9", processIdentifier: 4711, since: "2026-01-01T00:00:00Z")
        )
        try await browser.open("http://\(console.host)/tasks/staging")
        let text = "return document.querySelector('main').innerText"
        #expect(try await browser.run(text).contains("A wizard is open there"))
        try await browser.click("label[for='staging-0-0']")
        try await browser.click("form.task button")
        try await browser.wait(until: "document.querySelector('h1').textContent == 'Ready to configure'")
        let job = try await browser.run("return location.pathname")
        try await browser.click("form.task button")
        try await browser.wait(until: "document.querySelector('h1').textContent == 'The workspace is in use'")
        let refused = try await browser.run(text)
        #expect(refused.contains("grace@dc9") && refused.contains("Leave it") && refused.contains("the plan waits"))
        #expect(try await console.open().configuration.isStaging)
        await hold.release()
        try await browser.open("http://\(console.host)\(job)")
        try await browser.click("form.task button")
        try await browser.wait(until: "document.querySelector('h1').textContent == 'Configuration complete'")
        // The same form once more, as it still stands in a page that was kept.
        try await browser.open("http://\(console.host)/tasks/staging")
        let token = "document.querySelector('form.task input[name=form]').value"
        let sent = try await browser.run("return \(token)")
        try await browser.click("form.task button")
        try await browser.wait(until: "document.querySelector('h1').textContent == 'Nothing to configure'")
        try await browser.open("http://\(console.host)/tasks/staging")
        _ = try await browser.run("\(token) = '\(sent)'; return ''")
        try await browser.click("form.task button")
        try await browser.wait(until: "document.querySelector('h1').textContent == 'This form was sent already'")
        try await browser.open("http://\(console.host)/tasks/sign-in")
        try await browser.click("label[for='method-0-1']")
        try await browser.click("form.task button")
        try await browser.wait(until: "document.querySelector('h1').textContent == 'Ready to configure'")
        console.passed.withLock { $0 += 3_601 }
        try await browser.click("form.task button")
        try await browser.wait(until: "document.querySelector('h1').textContent == 'The session has expired'")
        #expect(try await console.open().configuration.signIn.method == .passwordHashSync)
        #expect(try await console.open().holder() == nil)
        try await enter(console, browser)
        try await browser.close()
    }

    @Test("names from a directory run no script, and a page of another origin can neither frame nor write")
    func hostile() async throws {
        let console = try await ConsoleFixture()
        let hostile =
            #""><img src=x onerror="document.title='hacked'"><svg onload=alert(1)></script><script>alert(2)</script>"#
        try await console.synchronize { record in
            record.values.contains { $0.name == "displayName" }
                ? record.replacing("displayName", with: hostile) : record
        }
        let browser = try await WebDriver()
        try await enter(console, browser)
        for place in PageTests.places + ["/objects?text=onerror", "/pending?text=onerror"] {
            // An alert would be an error of the next command.
            try await browser.open("http://\(console.host)\(place)")
            #expect(try await browser.run("return document.title").hasSuffix(" - Dryad"), "\(place)")
            #expect(try await browser.run("return String(document.scripts.length)") == "1", "\(place)")
            #expect(try await browser.run("return String(document.querySelectorAll('main img').length)") == "0")
        }
        let other = try console.folder.write(
            """
            <title>other</title><iframe src="http://\(console.host)/"></iframe>
            <form method="post" action="http://\(console.host)/leave"><input name="form" value="x"><button>Go</button></form>
            """,
            to: "other.html"
        )
        try await browser.open(other.absoluteString)
        try await browser.click("button")
        // The cookie does not go along. The click may be over before the other page is there.
        try await browser.wait(until: "document.querySelector('h1')?.textContent == 'Not signed in'")
        try await browser.open("http://\(console.host)/")
        #expect(try await browser.run(Self.heading) == "Overview")
        try await browser.close()
    }

    @Test("by keyboard: skip to the content, and on through a form")
    func keyboard() async throws {
        let console = try await ConsoleFixture()
        try await console.addForest("contoso.test")
        let browser = try await WebDriver()
        try await enter(console, browser)
        let tab = "\u{E004}"
        try await browser.press(tab)
        #expect(try await browser.run("return document.activeElement.className") == "skip")
        try await browser.press("\u{E007}")
        #expect(try await browser.run("return document.activeElement.id") == "content")
        try await browser.open("http://\(console.host)/tasks/refresh")
        _ = try await browser.run("document.querySelector('input[name=forest]').focus(); return ''")
        try await browser.press(tab)
        #expect(try await browser.run("return document.activeElement.textContent") == "Read and compare")
        try await browser.press("\u{E007}")
        try await browser.wait(until: "document.querySelector('h1').textContent == 'Ready to configure'")
        try await browser.close()
    }

    @Test(
        "axe-core finds nothing on any page, light or dark, and at 320 px nothing stands over the edge",
        .needsAccessibilityRules
    )
    func accessibility() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let browser = try await WebDriver()
        try await enter(console, browser)
        let first = { (place: String, beginning: String) in
            try await browser.open("http://\(console.host)\(place)")
            return try await browser.run(
                "return document.querySelector('a[href^=\"\(beginning)\"]').getAttribute('href')"
            )
        }
        let object = try await first("/objects", "/objects/object")
        let rule = try await first("/rules", "/rules/rule")
        for place in PageTests.places + [
            object, rule, "/nothing", "/tasks/jobs/99", "/schema?forest=contoso.test&old=1&new=1",
        ] {
            for (width, isDark) in [(1200, false), (1200, true), (320, false)] {
                try await browser.show(width: width, height: 800, isDark: isDark)
                try await browser.open("http://\(console.host)\(place)")
                let findings = try await AccessibilityRules.findings(in: browser)
                #expect(findings == [], "\(place) at \(width), \(isDark ? "dark" : "light")")
                let over = try await browser.run(
                    "return String(document.scrollingElement.scrollWidth - document.documentElement.clientWidth)"
                )
                #expect(over == "0", "\(place) at \(width)")
            }
        }
        // Everything that is folded, and what is found on a page that no address leads to before.
        try await browser.open("http://\(console.host)/tasks/features")
        try await browser.click("summary")
        let folded = try await AccessibilityRules.findings(in: browser)
        #expect(folded == [])
        try await browser.open("http://\(console.host)/tasks/troubleshoot")
        try await browser.click("form.task button")
        try await browser.wait(until: "document.querySelector('h1').textContent == 'What was found'")
        let found = try await AccessibilityRules.findings(in: browser)
        #expect(found == [])
        try await browser.close()
    }
}
