public import Foundation
import Synchronization
public import Testing

/// A browser that a test steers as a person would, by the protocol of browsers (W3C WebDriver) over chromedriver.
public final class WebDriver: Sendable {
    /// Why the browser did not do it.
    public struct Failure: Error, CustomStringConvertible {
        /// What happened.
        public let description: String
    }

    /// Where Debian and Ubuntu put it.
    public static let program = ["/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    private let folder: TemporaryFolder
    private let process: StartedProgram
    private let client: RawHTTP
    private let host: String
    private let session: String
    /// The argument by which this browser's processes are known among others.
    private let profile: String
    private let isClosed = Mutex(false)

    /// How long a script may take, in milliseconds.
    ///
    /// The console that a page asks lives among all other tests, and gets its turn when they have had theirs: the 30
    /// seconds of a browser that nobody has told are not enough then.
    private static let patience = #"{"script":600000,"pageLoad":600000}"#

    private struct Reply<Value: Decodable>: Decodable {
        let value: Value
    }

    private struct Session: Decodable {
        let sessionId: String
    }

    private struct Problem: Decodable {
        let error: String
        let message: String
    }

    /// Starts a browser without a window.
    public init(width: Int = 1200, height: Int = 900) async throws {
        guard let program = Self.program, let browser = Browser.program else {
            throw Failure(description: "chromedriver is not installed")
        }
        folder = try TemporaryFolder()
        let home = folder.url.path(percentEncoded: false)
        profile = "--user-data-dir=\(home)/profile"
        let (process, port) = try await Self.start(program, home)
        self.process = process
        host = "127.0.0.1:\(port)"
        client = RawHTTP(port: port)
        let options = [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
            profile, "--window-size=\(width),\(height)",
        ]
        let list = try Self.json(options)
        let answer = try await client.send(
            "POST",
            "/session",
            [("Host", host), ("Content-Type", "application/json")],
            body:
                #"{"capabilities":{"alwaysMatch":{"timeouts":\#(Self.patience),"goog:chromeOptions":{"binary":\#(try Self.json(browser)),"args":\#(list)}}}}"#
        )
        session = try Self.value(Session.self, answer).sessionId
    }

    deinit {
        guard !isClosed.withLock({ $0 }) else { return }
        // A test has failed. The browser would go on without chromedriver.
        let all = (try? ProcessTable())?.contents ?? [:]
        for (place, bytes) in all where place.part == .arguments && bytes.range(of: Data(profile.utf8)) != nil {
            kill(place.process, SIGTERM)
        }
        kill(process.processIdentifier, SIGTERM)
    }

    /// Ends the browser.
    public func close() async throws {
        _ = try await client.send("DELETE", "/session/\(session)", [("Host", host)])
        kill(process.processIdentifier, SIGTERM)
        process.waitUntilExit()
        isClosed.withLock { $0 = true }
    }

    /// Loads a page.
    public func open(_ address: String) async throws {
        try await command("url", #"{"url":\#(try Self.json(address))}"#)
    }

    /// Clicks on what a selector of CSS finds first.
    public func click(_ selector: String) async throws {
        let found = try await post([String: String].self, "element", Self.find(selector))
        guard let element = found.values.first else { throw Failure(description: "there is no \(selector)") }
        try await command("element/\(element)/click", "{}")
    }

    /// Presses keys where the keyboard's input goes.
    public func press(_ keys: String) async throws {
        let active = try await get([String: String].self, "element/active")
        guard let element = active.values.first else { throw Failure(description: "nothing has the focus") }
        try await command("element/\(element)/value", #"{"text":\#(try Self.json(keys))}"#)
    }

    /// Runs a script of the test's and gives the text that it returns; pages' own policies do not bind it.
    public func run(_ script: String) async throws -> String {
        try await post(String.self, "execute/sync", #"{"script":\#(try Self.json(script)),"args":[]}"#)
    }

    /// Runs a script that calls `done` with a text when it has one.
    public func runWaiting(_ script: String) async throws -> String {
        let whole = "const done = arguments[0];\n" + script
        return try await post(String.self, "execute/async", #"{"script":\#(try Self.json(whole)),"args":[]}"#)
    }

    /// Waits until an expression of script is true, wherever the page has gone meanwhile.
    public func wait(until expression: String) async throws {
        let pause = "const done = arguments[0]; setTimeout(() => done(String(!!(\(expression)))), 50);"
        for _ in 0..<600 {
            let body = #"{"script":\#(try Self.json(pause)),"args":[]}"#
            // A page that is left in the middle of it gives an error, and is asked again.
            if (try? await post(String.self, "execute/async", body)) == "true" { return }
        }
        let shown = try? await run("return location.href + '\\n' + document.documentElement.innerText")
        throw Failure(description: "it never came to be that \(expression); there is:\n\(shown ?? "nothing")")
    }

    /// Shows pages as on a screen of this size, light or dark.
    public func show(width: Int, height: Int, isDark: Bool = false) async throws {
        let metrics = #"{"width":\#(width),"height":\#(height),"deviceScaleFactor":1,"mobile":false}"#
        try await command(
            "goog/cdp/execute",
            #"{"cmd":"Emulation.setDeviceMetricsOverride","params":\#(metrics)}"#
        )
        let feature = #"{"name":"prefers-color-scheme","value":"\#(isDark ? "dark" : "light")"}"#
        try await command(
            "goog/cdp/execute",
            #"{"cmd":"Emulation.setEmulatedMedia","params":{"features":[\#(feature)]}}"#
        )
    }

    /// What is seen, as PNG.
    public func picture() async throws -> Data {
        guard let data = Data(base64Encoded: try await get(String.self, "screenshot")) else {
            throw Failure(description: "the picture is none")
        }
        return data
    }

    private struct Anything: Decodable {
        init(from decoder: any Decoder) throws {}
    }

    private func command(_ path: String, _ body: String) async throws { _ = try await post(Anything.self, path, body) }

    private func post<Value: Decodable>(_ type: Value.Type, _ path: String, _ body: String) async throws -> Value {
        let answer = try await client.send(
            "POST",
            "/session/\(session)/\(path)",
            [("Host", host), ("Content-Type", "application/json")],
            body: body
        )
        return try Self.value(type, answer)
    }

    private func get<Value: Decodable>(_ type: Value.Type, _ path: String) async throws -> Value {
        try Self.value(type, try await client.send("GET", "/session/\(session)/\(path)", [("Host", host)]))
    }

    private static func find(_ selector: String) throws -> String {
        #"{"using":"css selector","value":\#(try json(selector))}"#
    }

    private static func value<Value: Decodable>(_ type: Value.Type, _ answer: RawHTTP.Answer) throws -> Value {
        let data = Data(answer.body.utf8)
        guard answer.status == 200 else {
            let problem = try? JSONDecoder().decode(Reply<Problem>.self, from: data).value
            throw Failure(
                description: problem.map { "\($0.error): \($0.message)" } ?? "\(answer.status) \(answer.body)"
            )
        }
        return try JSONDecoder().decode(Reply<Value>.self, from: data).value
    }

    private static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// Starts chromedriver, and again where the port that it drew is free for one family of addresses alone.
    ///
    /// It draws a free port of IPv6 and then takes the same one of IPv4, where another test may be listening.
    private static func start(_ program: String, _ home: String) async throws -> (StartedProgram, Int) {
        var last = Failure(description: "chromedriver was not started")
        for _ in 0..<20 {
            let pipe = Pipe()
            let process = try StartedProgram(
                program,
                ["--port=0"],
                environment: ["PATH": "/usr/bin:/bin", "HOME": home, "TMPDIR": home],
                output: pipe.fileHandleForWriting
            )
            try pipe.fileHandleForWriting.close()
            do {
                return (process, try await port(pipe.fileHandleForReading))
            } catch let failure as Failure where failure.description.contains("port not available") {
                process.waitUntilExit()
                last = failure
            }
        }
        throw last
    }

    /// The port that chromedriver says it has taken.
    private static func port(_ handle: FileHandle) async throws -> Int {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                var text = ""
                while true {
                    let data = handle.availableData
                    text += String(decoding: data, as: UTF8.self)
                    if let found = text.firstMatch(of: #/successfully on port ([0-9]+)/#), let port = Int(found.1),
                        text[found.range.upperBound...].contains(".")
                    {
                        continuation.resume(returning: port)
                        // What it says later is read and dropped, so that it never waits.
                        while !handle.availableData.isEmpty {}
                        return
                    }
                    if data.isEmpty {
                        continuation.resume(throwing: Failure(description: "chromedriver ended: \(text)"))
                        return
                    }
                }
            }
        }
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips where no browser can be steered.
    public static var needsChromedriver: ConditionTrait {
        .enabled("chromedriver is not installed") { WebDriver.program != nil && Browser.program != nil }
    }
}
