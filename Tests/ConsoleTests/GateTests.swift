import Foundation
import TestSupport
import Testing

@testable import Console

/// The rows F1, F2 and F5 of the threat model, each on raw sockets.
@Suite("The gate of the console", .serialized)
struct GateTests {
    @Test("the link opens once, becomes a cookie that scripts and other sites do not get, and leaves the address")
    func link() async throws {
        let console = try await ConsoleFixture()
        let link = try #require(console.link)
        #expect(link.absoluteString.hasPrefix("http://127.0.0.1:"))
        let first = try await console.client.send("GET", link.path(), [("Host", console.host)])
        #expect(first.status == 303 && first["location"] == "/")
        let cookie = try #require(first["set-cookie"])
        #expect(cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Strict"), "\(cookie)")
        #expect(first["referrer-policy"] == "no-referrer")
        let second = try await console.client.send("GET", link.path(), [("Host", console.host)])
        #expect(second.status == 401 && second["set-cookie"] == nil)
        let page = try await console.get("/", String(cookie.prefix { $0 != ";" }))
        #expect(page.status == 200 && page.body.contains("Overview"))
        #expect(!page.body.contains(link.lastPathComponent))
        let planted = "dryad_console_\(console.port)=planted; " + cookie.prefix { $0 != ";" }
        #expect(try await console.get("/", planted).status == 200, "a cookie that another port has planted")
    }

    @Test(
        "whoever has no session learns nothing, wherever they look",
        arguments: ["/", "/rules", "/assets/console.css", "/nothing", "/enter/", "/enter/AAAA", "/tasks/runs/1/events"]
    )
    func strangers(_ path: String) async throws {
        let console = try await ConsoleFixture()
        for cookie in [nil, "dryad_console_\(console.port)=AAAA", "other=1"] {
            let fields = [("Host", console.host)] + (cookie.map { [("Cookie", $0)] } ?? [])
            let answer = try await console.client.send("GET", path, fields)
            #expect(answer.status == 401)
            let text = answer.body.lowercased()
            #expect(!text.contains("dryad") && !text.contains("ws") && !text.contains("sync"), "\(answer.body)")
        }
    }

    @Test(
        "another host is refused on every method and path, with the cookie and with the link",
        arguments: [
            "evil.example", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example:PORT", "[::1]:PORT", "0.0.0.0:PORT", "",
        ]
    )
    func otherHosts(_ host: String) async throws {
        let console = try await ConsoleFixture()
        let cookie = try await console.enter()
        let name = host.replacingOccurrences(of: "PORT", with: "\(console.port)")
        for (method, path) in [("GET", "/"), ("GET", "/assets/console.css"), ("POST", "/leave"), ("HEAD", "/")] {
            let answer = try await console.client.send(method, path, [("Host", name), ("Cookie", cookie)])
            #expect(answer.status == 421 || answer.status == 400, "\(method) \(path): \(answer.status)")
        }
        let missing = try await console.client.send("GET / HTTP/1.1\r\nCookie: \(cookie)\r\nConnection: close\r\n\r\n")
        #expect(missing.status == 421 || missing.status == 400)
        let twice = try await console.client.send(
            "GET",
            "/",
            [("Host", console.host), ("Host", "evil.example"), ("Cookie", cookie)]
        )
        #expect(twice.status == 421 || twice.status == 400, "\(twice.status)")
        let absolute = try await console.client.send(
            "GET",
            "http://\(console.host)/",
            [("Host", name), ("Cookie", cookie)]
        )
        #expect(absolute.status == 421 || absolute.status == 400, "\(absolute.status)")
        #expect(try await console.get("/", cookie).status == 200)
    }

    @Test(
        "a write needs this server's origin",
        arguments: [
            nil, "null", "http://evil.example", "https://127.0.0.1:PORT", "http://127.0.0.1", "http://127.0.0.1:1",
            "http://localhost:PORT", "http://127.0.0.1:PORT.evil.example",
        ]
    )
    func otherOrigins(_ origin: String?) async throws {
        let console = try await ConsoleFixture()
        let cookie = try await console.enter()
        let page = try await console.get("/", cookie)
        let token = try #require(ConsoleFixture.token(page.body, to: "/leave"))
        var fields = [
            ("Host", console.host), ("Cookie", cookie), ("Content-Type", "application/x-www-form-urlencoded"),
        ]
        if let origin { fields.append(("Origin", origin.replacingOccurrences(of: "PORT", with: "\(console.port)"))) }
        let answer = try await console.client.send("POST", "/leave", fields, body: "form=\(token)")
        #expect(answer.status == 403 && answer.body.contains("did not come from a page of this console"))
        #expect(try await console.get("/", cookie).status == 200, "the session is still there")
    }

    @Test("what the browser says of the asking page decides too", arguments: ["cross-site", "same-site"])
    func fetchMetadata(_ site: String) async throws {
        let console = try await ConsoleFixture()
        let cookie = try await console.enter()
        let page = try await console.get("/", cookie)
        let token = try #require(ConsoleFixture.token(page.body, to: "/leave"))
        let own = [("Host", console.host), ("Cookie", cookie), ("Sec-Fetch-Site", site)]
        let write = try await console.client.send(
            "POST",
            "/leave",
            own + [
                ("Origin", "http://" + console.host), ("Content-Type", "application/x-www-form-urlencoded"),
                ("Sec-Fetch-Mode", "navigate"),
            ],
            body: "form=\(token)"
        )
        #expect(write.status == 403)
        for mode in ["cors", "no-cors", "websocket"] {
            let read = try await console.client.send("GET", "/", own + [("Sec-Fetch-Mode", mode)])
            #expect(read.status == 403)
        }
        #expect(try await console.client.send("GET", "/", own + [("Sec-Fetch-Mode", "navigate")]).status == 200)
    }

    @Test("a form works once, in its session alone, and as a form alone")
    func forms() async throws {
        let console = try await ConsoleFixture()
        let cookie = try await console.enter()
        #expect(try await console.post("/leave", cookie, []).status == 403)
        #expect(try await console.post("/leave", cookie, [("form", "AAAA")]).body.contains("no longer known"))
        let token = try #require(ConsoleFixture.token(try await console.get("/", cookie).body, to: "/leave"))
        for type in ["text/plain", "application/json", "multipart/form-data; boundary=x"] {
            let answer = try await console.client.send(
                "POST",
                "/leave",
                [
                    ("Host", console.host), ("Cookie", cookie), ("Origin", "http://" + console.host),
                    ("Content-Type", type),
                ],
                body: "form=\(token)"
            )
            #expect(answer.status == 400, "\(type)")
        }
        #expect(try await console.post("/nothing", cookie, [("form", token)]).status == 404)
        let again = try await console.post("/leave", cookie, [("form", token)])
        #expect(again.status == 409 && again.body.contains("This form was sent already"))
        let next = try #require(ConsoleFixture.token(again.body, to: "/leave"))
        #expect(try await console.post("/leave", cookie, [("form", next)]).body.contains("Signed out"))
        #expect(try await console.get("/", cookie).status == 401)
    }

    @Test("a session that nobody used for an hour has its page and prints a new link, once")
    func expiry() async throws {
        let console = try await ConsoleFixture()
        let cookie = try await console.enter()
        let first = try #require(console.link)
        console.passed.withLock { $0 += 3_599 }
        #expect(try await console.get("/", cookie).status == 200)
        console.passed.withLock { $0 += 3_601 }
        let answer = try await console.get("/", cookie)
        #expect(answer.status == 401 && answer.body.contains("The session has expired"))
        let second = try #require(console.link)
        #expect(second != first)
        let later = try await console.get("/", cookie)
        #expect(later.status == 401 && !later.body.contains("expired"))
        #expect(console.link == second)
        #expect(try await console.get("/", try await console.enter()).status == 200)
    }

    @Test("every answer says what a page may do", arguments: ["/", "/nothing", "/assets/console.css"])
    func headers(_ path: String) async throws {
        let console = try await ConsoleFixture()
        for answer in [
            try await console.get(path, try await console.enter()), try await console.get(path, "none=1"),
        ] {
            let policy = try #require(answer["content-security-policy"])
            #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
            #expect(policy.contains("script-src 'self'") && !policy.contains("unsafe"))
            #expect(answer["x-content-type-options"] == "nosniff")
            #expect(answer["referrer-policy"] == "no-referrer" || answer["referrer-policy"] == "same-origin")
            #expect(answer["cross-origin-resource-policy"] == "same-origin")
            #expect(answer["access-control-allow-origin"] == nil && answer["server"] == nil)
            #expect(answer["cache-control"] == "no-store")
        }
    }

    @Test("bodies, heads and queries have bounds")
    func bounds() async throws {
        let console = try await ConsoleFixture()
        let cookie = try await console.enter()
        let large = try await console.post("/leave", cookie, [("form", String(repeating: "a", count: 70_000))])
        #expect(large.status == 413, "\(large.status)")
        let many = try await console.get("/?" + String(repeating: "a=1&", count: 1_100), cookie)
        #expect(many.status == 400, "\(many.status)")
        let head = try await console.client.send(
            "GET",
            "/",
            [("Host", console.host), ("Cookie", cookie), ("X", String(repeating: "x", count: 40_000))]
        )
        #expect(head.status == 400 || head.status == 431 || head.status == 0, "\(head.status)")
        for query in ["/?a=%", "/?a=%GG", "/?a=%FF"] {
            #expect(try await console.get(query, cookie).status == 400)
        }
        #expect(try await console.get("/", cookie).status == 200)
    }

    @Test(
        "a request that does not arrive ends, and others are served meanwhile",
        arguments: [
            "", "GET / HTTP/1.1\r\nHost: ", "POST /leave HTTP/1.1\r\nHost: HOST\r\nContent-Length: 50\r\n\r\nfo",
        ]
    )
    func slowness(_ beginning: String) async throws {
        var limits = ConsoleLimits()
        limits.arrival = 1
        let console = try await ConsoleFixture(limits: limits)
        let cookie = try await console.enter()
        let text = beginning.replacingOccurrences(of: "HOST", with: console.host)
        async let closed = console.client.waitForClosing(of: 50, beginning: text)
        #expect(try await console.get("/", cookie).status == 200)
        #expect(try await closed == 50)
    }

    @Test("more connections than are served wait, and are served when others have ended")
    func crowd() async throws {
        var limits = ConsoleLimits()
        limits.arrival = 1
        limits.connections = 8
        let console = try await ConsoleFixture(limits: limits)
        let cookie = try await console.enter()
        async let closed = console.client.waitForClosing(of: 60, beginning: "GET / HT")
        #expect(try await console.get("/", cookie).status == 200)
        #expect(try await closed == 60)
    }

    @Test(
        "another account of the machine gets nothing, even with the cookie and with the link",
        .enabled("only root can become another account") { geteuid() == 0 }
    )
    func otherAccount() async throws {
        let console = try await ConsoleFixture()
        let cookie = try await console.enter()
        for (path, code) in [("/", "401"), ("/assets/console.css", "401")] {
            let request =
                "GET \(path) HTTP/1.1\\r\\nHost: \(console.host)\\r\\nCookie: \(cookie)\\r\\nConnection: close\\r\\n\\r\\n"
            let answer = try console.answerToOtherAccount(request)
            #expect(answer.hasPrefix("HTTP/1.1 \(code)"), "\(answer)")
        }
        #expect(try await console.get("/", cookie).status == 200)
    }
}
