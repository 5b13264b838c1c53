import Foundation
import TestSupport
import Testing

/// `dryad console` as a person or a script starts it.
@Suite("The console's command", .serialized)
struct ConsoleCommandTests {
    /// The first line that a program prints.
    private func firstLine(_ output: URL, while isRunning: () -> Bool) throws -> String? {
        while true {
            let wasRunning = isRunning()
            let text = try String(contentsOf: output, encoding: .utf8)
            if text.contains("\n") { return text.components(separatedBy: "\n")[0] }
            guard wasRunning else { return nil }
        }
    }

    @Test("the first line is a link that opens once, and Ctrl-C is how it ends")
    func link() async throws {
        let workspace = try WorkspaceOnDisk()
        let (process, output, errors) = try workspace.dryad.start(["console"])
        let line = try #require(try firstLine(output) { process.isRunning })
        let link = try #require(URL(string: line))
        let port = try #require(link.port)
        #expect(line.hasPrefix("http://127.0.0.1:\(port)/") && link.lastPathComponent.count >= 43)
        let host = ("Host", "127.0.0.1:\(port)")
        let client = RawHTTP(port: port)
        let first = try await client.send("GET", link.path(), [host])
        #expect(first.status == 303)
        #expect(try await client.send("GET", link.path(), [host]).status == 401)
        let cookie = String(try #require(first["set-cookie"]).prefix { $0 != ";" })
        #expect(try await client.send("GET", "/", [host, ("Cookie", cookie)]).body.contains("No forest yet"))
        let taken = try workspace.dryad.run("console", "--port", "\(port)")
        #expect(taken.code == 1 && taken.output.isEmpty && taken.errors.contains("--port"), "\(taken.errors)")
        kill(process.processIdentifier, SIGINT)
        let code = process.terminationStatus
        let said = try String(contentsOf: errors, encoding: .utf8)
        #expect(code == 0, "\(said)")
    }

    @Test("without a workspace, and with a port that is none, it says what to do")
    func unusable() throws {
        let folder = try TemporaryFolder()
        let dryad = DryadProgram(in: folder.url)
        let missing = try dryad.run("console")
        #expect(missing.code == 1 && missing.output.isEmpty && missing.errors.contains("dryad init"))
        #expect(try dryad.run("console", "--port", "70000").code == 64)
    }
}
