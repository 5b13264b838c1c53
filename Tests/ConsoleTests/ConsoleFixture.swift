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

    init(limits: ConsoleLimits = ConsoleLimits()) async throws {
        folder = try TemporaryFolder()
        let passed = passed
        let counter = Locked(0)
        surroundings = Surroundings(
            now: { Date(timeIntervalSince1970: 1_700_000_000 + passed.withLock { $0 }) },
            newIdentifier: {
                let number = counter.withLock { number in
                    number += 1
                    return number
                }
                return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - "\(number)".count) + "\(number)"
            },
            author: "ada@test",
            processIdentifier: 1,
            variable: { _ in nil },
            retry: RetryPolicy(sleep: { _ in })
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
