import Directory
import Foundation
import Plans
import TestSupport
import Testing
import WizardTasks

@testable import Console

/// The rows F1 to F5 of the threat model where tasks, their streams and their files are asked for, on raw sockets.
@Suite("The gate before tasks, streams and files", .serialized)
struct DeskSafetyTests {
    private static let places = [
        "/tasks/jobs/1", "/tasks/jobs/1/events", "/tasks/jobs/1/plan", "/tasks/staging", "/tasks/view/export",
    ]

    /// A console with a plan that waits as job 1.
    private func ready() async throws -> (ConsoleFixture, String) {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let cookie = try await console.enter()
        let job = try await console.begin("/tasks/staging", cookie, [])
        #expect(job == "/tasks/jobs/1")
        _ = try await console.settled(job, cookie)
        return (console, cookie)
    }

    @Test("F1: another host gets neither stream nor file nor WebSocket, and none of them is for other origins to read")
    func hosts() async throws {
        let (console, cookie) = try await ready()
        let upgrade = [
            ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"),
            ("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="),
        ]
        for place in Self.places {
            for host in ["evil.example", "evil.example:\(console.port)"] {
                let fields = [("Host", host), ("Cookie", cookie)]
                for more in [[], [("Accept", "text/event-stream")], upgrade] {
                    let answer = try await console.client.send("GET", place, fields + more)
                    #expect(answer.status == 421, "\(place) from \(host)")
                }
            }
            let own = [("Host", console.host), ("Cookie", cookie)]
            let socket = try await console.client.send(
                "GET",
                place,
                own + upgrade + [("Origin", "http://evil.example"), ("Sec-Fetch-Site", "cross-site")]
            )
            #expect(socket.status == 403, "\(place)")
            // A stream would be read to its end, a minute later.
            if !place.hasSuffix("/events") {
                #expect(try await console.client.send("GET", place, own + upgrade).status != 101)
            }
            let foreign =
                own + [("Origin", "http://evil.example"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "cors")]
            let read = try await console.client.send("GET", place, foreign)
            #expect(read.status == 403 && read["access-control-allow-origin"] == nil, "\(place)")
            for method in ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"] {
                let answer = try await console.client.send(method, place, own)
                #expect(answer.status == 405 || answer.status == 400, "\(method) \(place): \(answer.status)")
                #expect(answer["access-control-allow-methods"] == nil)
            }
        }
    }

    @Test("F1: no form of a task is taken from another origin, in another type, or without its token")
    func writes() async throws {
        let (console, cookie) = try await ready()
        let page = try await console.get("/tasks/jobs/1", cookie)
        let digest = try #require(ConsoleFixture.field("digest", page.body))
        for path in ["/tasks/jobs/1/apply", "/tasks/staging", "/tasks/directory", "/tasks/cancel"] {
            for origin in ["http://evil.example", "null", "https://\(console.host)"] {
                for type in ["application/x-www-form-urlencoded", "text/plain", "application/json"] {
                    let fresh = try #require(
                        ConsoleFixture.token(try await console.get("/", cookie).body, to: "/leave")
                    )
                    let answer = try await console.client.send(
                        "POST",
                        path,
                        [("Host", console.host), ("Cookie", cookie), ("Origin", origin), ("Content-Type", type)],
                        body: ConsoleFixture.written([("form", fresh), ("digest", digest)])
                    )
                    #expect(answer.status == 403, "\(path) from \(origin)")
                }
            }
            for type in ["text/plain", "application/json", "multipart/form-data; boundary=x"] {
                let fresh = try #require(ConsoleFixture.token(try await console.get("/", cookie).body, to: "/leave"))
                let answer = try await console.client.send(
                    "POST",
                    path,
                    [
                        ("Host", console.host), ("Cookie", cookie), ("Origin", "http://\(console.host)"),
                        ("Content-Type", type),
                    ],
                    body: ConsoleFixture.written([("form", fresh), ("digest", digest)])
                )
                #expect(answer.status == 400, "\(path) as \(type)")
            }
            #expect(try await console.post(path, cookie, [("digest", digest)]).status == 403)
        }
        #expect(try await console.open().configuration.isStaging)
        #expect(try await console.open().holder()?.task == OpenWizard.face, "nothing was cancelled")
    }

    @Test(
        "F2: another account cannot use the link up, and its owner comes in afterwards",
        .enabled("only root can become another account") { geteuid() == 0 }
    )
    func otherAccount() async throws {
        let console = try await ConsoleFixture()
        let link = try #require(console.link)
        let request = "GET \(link.path()) HTTP/1.1\\r\\nHost: \(console.host)\\r\\nConnection: close\\r\\n\\r\\n"
        let answer = try console.answerToOtherAccount(request)
        #expect(answer.hasPrefix("HTTP/1.1 401") && !answer.lowercased().contains("set-cookie"), "\(answer)")
        #expect(try await console.get("/", try await console.enter()).status == 200)
    }

    @Test(
        "F3 and F4: what a directory's server says is text on pages and in streams, without control or bidi characters"
    )
    func words() async throws {
        let console = try await ConsoleFixture()
        try await console.addForest()
        let hostile = "<script>alert(1)</script>\nevent: end\u{1B}]0;x\u{07}\u{202E}\u{2066}"
        let server = try ScriptedServer { request in
            request.operation == .search ? [.done(1, message: hostile)] : [.done()]
        }
        let path = console.workspaceFolder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let line = try #require(text.split(separator: "\n").first { $0.contains("ldif:") })
        let served = text.replacing(line, with: line.prefix { $0 == " " } + "url: \(server.url)")
        try Data(served.utf8).write(to: URL(filePath: path))
        let cookie = try await console.enter()
        let page = try await console.get("/tasks/filter", cookie)
        let job = try await console.begin("/tasks/refresh", cookie, [("forest", "contoso.test")])
        let events = try await console.get(job + "/events", cookie)
        #expect(events.body.components(separatedBy: "event: end").count == 2, "\(events.body)")
        for answer in [page, events, try await console.get(job, cookie)] {
            let scalars = answer.body.unicodeScalars
            #expect(!scalars.contains { $0.properties.generalCategory == .format }, "\(answer.body)")
            #expect(!scalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\r" }, "\(answer.body)")
            #expect(!answer.body.contains("<script>alert"))
        }
        #expect(page.body.contains("&lt;script&gt;alert(1)"), "\(page.body)")
    }

    @Test("F4: control and bidi characters of names are shown as what they are, and tear no line")
    func names() async throws {
        let console = try await ConsoleFixture()
        let hostile = "safe\u{202E}txt\u{1B}[2J\r\nSet-Cookie: a=b\u{2028}end"
        try await console.synchronize { record in
            record.values.contains { $0.name == "displayName" }
                ? record.replacing("displayName", with: hostile) : record
        }
        let cookie = try await console.enter()
        let found = "/objects?text=SAFE"
        let list = try await console.get(found, cookie)
        let object = try #require(PageTests.links(list.body, to: "/objects/object").first, "\(list.body)")
        for place in PageTests.places + [found, object] {
            let answer = try await console.get(place, cookie)
            let scalars = answer.body.unicodeScalars
            #expect(!scalars.contains { [0x1B, 0x202E, 0x2028, 0x0D].contains($0.value) }, "\(place)")
            #expect(answer["set-cookie"] == nil)
        }
        #expect(try await console.get(object, cookie).body.contains("safe"))
    }

    @Test("F5: streams have a bound, and a page without its stream still says how far its task is")
    func streams() async throws {
        var limits = ConsoleLimits()
        limits.streams = 0
        let console = try await ConsoleFixture(limits: limits)
        try await console.addForest()
        let server = try ScriptedServer { _ in [.silence] }
        let path = console.workspaceFolder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let line = try #require(text.split(separator: "\n").first { $0.contains("ldif:") })
        let served = text.replacing(line, with: line.prefix { $0 == " " } + "url: \(server.url)")
        try Data(served.utf8).write(to: URL(filePath: path))
        let cookie = try await console.enter()
        let job = try await console.begin("/tasks/refresh", cookie, [("forest", "contoso.test")])
        let refused = try await console.get(job + "/events", cookie)
        #expect(refused.status == 503 && refused.body.contains("Too much at once"), "\(refused.body)")
        let page = try await console.get(job, cookie)
        #expect(page.status == 200 && page.body.contains("Reading and comparing"), "\(page.body)")
    }

    @Test("F5: a thousand connections that say nothing are closed, and the console answers meanwhile")
    func thousand() async throws {
        var limits = ConsoleLimits()
        limits.arrival = 1
        let console = try await ConsoleFixture(limits: limits)
        let cookie = try await console.enter()
        async let closed = console.client.waitForClosing(of: 1_000, beginning: "")
        #expect(try await console.get("/", cookie).status == 200)
        #expect(try await closed == 1_000)
    }
}
