import Foundation
import TestSupport
import Testing

/// A visit to `dryad console` as a program of its own, by the bytes that a browser without script sends.
struct ConsoleVisit {
    private let process: StartedProgram
    private let port: Int
    private let cookie: String

    /// Starts the console of a workspace and opens its link.
    init(to workspace: WorkspaceOnDisk) async throws {
        let (process, output, errors) = try workspace.dryad.start(["console"])
        self.process = process
        var line: String?
        while line == nil {
            let wasRunning = process.isRunning
            let text = try String(contentsOf: output, encoding: .utf8)
            if text.contains("\n") { line = text.components(separatedBy: "\n")[0] }
            guard wasRunning else { break }
        }
        let said = try String(contentsOf: errors, encoding: .utf8)
        let link = try #require(line.flatMap { URL(string: $0) }, "\(said)")
        port = try #require(link.port)
        let answer = try await RawHTTP(port: port).send("GET", link.path(), [("Host", "127.0.0.1:\(port)")])
        cookie = String(try #require(answer["set-cookie"]).prefix { $0 != ";" })
    }

    /// Ends it as Ctrl-C does; gives its exit code.
    func end() -> Int32 {
        kill(process.processIdentifier, SIGINT)
        return process.terminationStatus
    }

    func get(_ path: String) async throws -> RawHTTP.Answer {
        try await RawHTTP(port: port).send("GET", path, [("Host", "127.0.0.1:\(port)"), ("Cookie", cookie)])
    }

    private func post(_ path: String, _ fields: [(String, String)]) async throws -> RawHTTP.Answer {
        try await RawHTTP(port: port).send(
            "POST",
            path,
            [
                ("Host", "127.0.0.1:\(port)"), ("Cookie", cookie), ("Origin", "http://127.0.0.1:\(port)"),
                ("Content-Type", "application/x-www-form-urlencoded"),
            ],
            body: fields.map { name, value in
                "\(name)=" + (value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
            }.joined(separator: "&")
        )
    }

    /// Goes through a task to "Ready to configure", downloads its plan, and leaves it.
    func plan(
        of task: String,
        _ fields: (_ page: String) throws -> [(String, String)]
    ) async throws -> String {
        let question = try await get(task)
        let action = String(task.prefix { $0 != "?" })
        let start = try #require(question.body.range(of: "action=\"\(action)\""), "\(question.body)")
        let form = String(question.body[start.upperBound...])
        let token = try #require(Self.value(of: "form", in: form))
        let begun = try await post(action, [("form", token)] + (try fields(form)))
        let job = try #require(begun["location"], "\(begun.body)")
        #expect(try await get(job + "/events").body.contains("event: end"))
        let ready = try await get(job)
        #expect(ready.body.contains("Ready to configure"), "\(ready.body)")
        let file = try await get(job + "/plan")
        #expect(file.status == 200)
        _ = try await get("/tasks")
        return file.body
    }

    /// The value of a hidden field.
    static func value(of name: String, in page: String) -> String? {
        page.range(of: "name=\"\(name)\" value=\"").map { String(page[$0.upperBound...].prefix { $0 != "\"" }) }
    }

    /// The choices of a name that a page shows ticked: containers, where no other name is given.
    static func ticked(_ page: String, _ name: String = "container") -> [String] {
        page.components(separatedBy: "<input type=\"checkbox\"").dropFirst().compactMap { part in
            let tag = String(part.prefix { $0 != ">" })
            guard tag.contains("name=\"\(name)\""), tag.contains(" checked"), let value = tag.range(of: "value=\"")
            else {
                return nil
            }
            return String(tag[value.upperBound...].prefix { $0 != "\"" })
        }
    }
}
