import Foundation
import LDAPClient
import TestSupport
import Testing
import WizardTasks

@testable import Console

/// A console over a workspace in a temporary folder, with a clock that the test moves.
final class ConsoleFixture: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let folder: TemporaryFolder
    let surroundings: Surroundings
    /// How many seconds have passed for the console.
    let passed = Locked(0.0)
    private let links = Locked<[String]>([])
    private let running = Locked<Task<Void, any Error>?>(nil)

    init(
        limits: ConsoleLimits = ConsoleLimits(),
        pulse: @escaping @Sendable (Duration) async throws -> Void = { try await ContinuousClock().sleep(for: $0) }
    ) async throws {
        folder = try TemporaryFolder()
        let passed = passed
        let identifiers = CountedIdentifiers()
        surroundings = Surroundings(
            now: { Date(timeIntervalSince1970: 1_700_000_000 + passed.withLock { $0 }) },
            newIdentifier: { identifiers.next() },
            author: "ada@test",
            processIdentifier: 1,
            variable: { _ in nil },
            retry: RetryPolicy(sleep: { _ in }),
            pulse: pulse
        )
        try Workspace.create(in: workspaceFolder, surroundings: surroundings)
        let console = Console(folder: workspaceFolder, surroundings: surroundings, port: 0, limits: limits)
        let links = links
        let (ready, begun) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            defer { begun.finish() }
            try await console.run { link in
                links.withLock { $0.append(link) }
                begun.yield()
            }
        }
        running.withLock { $0 = task }
        for await _ in ready { break }
        guard link != nil else {
            try await task.value
            throw Failure(description: "the console ended without a link")
        }
    }

    deinit { running.withLock { $0?.cancel() } }

    var workspaceFolder: WorkspaceFolder { WorkspaceFolder(path: folder.file("ws").path(percentEncoded: false)) }

    func open() async throws -> Workspace { try await Workspace.open(workspaceFolder, surroundings: surroundings) }

    /// The newest link that was printed.
    var link: URL? { links.withLock { $0.last }.flatMap { URL(string: $0) } }

    var port: Int { link?.port ?? 0 }
    var host: String { "127.0.0.1:\(port)" }
    var client: RawHTTP { RawHTTP(port: port) }

    /// Opens the newest link and gives the cookie.
    func enter() async throws -> String {
        let answer = try await client.send("GET", try #require(link).path(), [("Host", host)])
        let cookie = try #require(answer["set-cookie"], "\(answer.status) \(answer.body)")
        return String(cookie.prefix { $0 != ";" })
    }

    /// Looks at a page.
    func get(_ path: String, _ cookie: String) async throws -> RawHTTP.Answer {
        try await client.send("GET", path, [("Host", host), ("Cookie", cookie)])
    }

    /// Sends a form as a page of the console does.
    func post(_ path: String, _ cookie: String, _ fields: [(String, String)]) async throws -> RawHTTP.Answer {
        try await client.send(
            "POST",
            path,
            [
                ("Host", host), ("Cookie", cookie), ("Origin", "http://" + host),
                ("Content-Type", "application/x-www-form-urlencoded"),
            ],
            body: Self.written(fields)
        )
    }

    /// Loads a job's page when nothing is being worked on any more: its stream of events ends then.
    func settled(_ path: String, _ cookie: String) async throws -> RawHTTP.Answer {
        let events = try await get(path + "/events", cookie)
        #expect(events.body.contains("event: end"), "\(events.status) \(events.body)")
        return try await get(path, cookie)
    }

    /// Opens a task's page and sends its form; gives the address of its job.
    func begin(_ task: String, _ cookie: String, _ fields: [(String, String)]) async throws -> String {
        let question = try await get(task, cookie)
        let action = String(task.prefix { $0 != "?" })
        let token = try #require(Self.token(question.body, to: action), "\(question.body)")
        let answer = try await post(action, cookie, [("form", token)] + fields)
        #expect(answer.status == 303, "\(answer.body)")
        return try #require(answer["location"])
    }

    /// Sends "Configure" from a job's page; gives its answer and the fields that were sent.
    func configure(
        _ job: String,
        _ cookie: String,
        _ more: [(String, String)] = []
    ) async throws -> (answer: RawHTTP.Answer, fields: [(String, String)]) {
        let page = try await settled(job, cookie)
        #expect(page.status == 200 && page.body.contains("Ready to configure"), "\(page.body)")
        let fields = [
            ("form", try #require(Self.token(page.body, to: job + "/apply"))),
            ("digest", try #require(Self.field("digest", page.body))),
        ]
        return (try await post(job + "/apply", cookie, fields + more), fields)
    }

    /// The value of a hidden field.
    static func field(_ name: String, _ page: String) -> String? {
        page.range(of: "name=\"\(name)\" value=\"").map { String(page[$0.upperBound...].prefix { $0 != "\"" }) }
    }

    static func written(_ fields: [(String, String)]) -> String {
        fields.map { name, value in
            "\(name)=" + (value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
        }.joined(separator: "&")
    }

    /// The token of the form on a page that is sent to an address.
    static func token(_ page: String, to action: String) -> String? {
        guard let form = page.range(of: "action=\"\(action)\""),
            let field = page.range(of: "name=\"form\" value=\"", range: form.upperBound..<page.endIndex)
        else { return nil }
        return String(page[field.upperBound...].prefix { $0 != "\"" })
    }
}
