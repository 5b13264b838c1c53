import Foundation
import Lab
import TestSupport
import Testing

@Suite("dryad schema check and watch, with two real forests", .needsSamba)
struct SchemaCheckTests {
    @Test("current after a refresh, due after an installation, not asked when a server is down")
    func story() async throws {
        let folder = try TemporaryFolder()
        let lab = Lab(folder: folder.url, network: TestNetwork.next())
        do {
            _ = try await lab.up { _ in }
            try await story(lab, folder.url.path(percentEncoded: false))
        } catch {
            try? await lab.down { _ in }
            throw error
        }
        try await lab.down { _ in }
    }

    private func story(_ lab: Lab, _ path: String) async throws {
        let workspace = try WorkspaceOnDisk()
        let dryad = workspace.dryad
        for name in Lab.standardForests {
            let added = try dryad.run("forest", "add", name, "--from-lab", "--lab", path)
            #expect(added.code == 0, "\(added.errors)")
        }
        func check(_ code: Int32, _ said: String, line: Int = #line) throws {
            let outcome = try dryad.run("schema", "check")
            #expect(outcome.code == code, "line \(line): \(outcome.output) \(outcome.errors)")
            #expect(outcome.output.hasPrefix(said), "line \(line): \(outcome.output)")
        }
        try check(2, "A refresh of contoso.test and fabrikam.test is due.")
        let watch = try dryad.run("schema", "watch", "--until-due", "-o", "json")
        #expect(watch.code == 2, "\(watch.errors)")
        #expect(watch.output.split(separator: "\n").count { $0.contains("\"state\":\"due\"") } == 2, "\(watch.output)")
        #expect(try dryad.run("schema", "refresh", "--yes").code == 0)
        try check(0, "The cached schema of contoso.test and fabrikam.test is current.")
        _ = try await lab.install(.exchange, on: "fabrikam.test") { _ in }
        try check(2, "A refresh of fabrikam.test is due; the cached schema of contoso.test is current.")
        _ = try await lab.install(.device, on: "contoso.test") { _ in }
        try check(2, "A refresh of contoso.test and fabrikam.test is due.")
        #expect(try dryad.run("schema", "refresh", "--yes").code == 0)
        try check(0, "The cached schema of contoso.test and fabrikam.test is current.")
        let matrix = try dryad.run("schema", "matrix", "msDS-Device", "mailNickname")
        #expect(matrix.code == 0 && matrix.output.contains("class      msDS-Device"), "\(matrix.output)")
        try await lab.down { _ in }
        try check(1, "Could not ask contoso.test and fabrikam.test.")
    }
}

@Suite("dryad schema watch")
struct SchemaWatchCommandTests {
    @Test("prints each forest once, goes on, and ends with 130", arguments: [SIGINT, SIGTERM])
    func interrupted(_ signal: Int32) throws {
        let workspace = try WorkspaceOnDisk()
        try workspace.addOfflineForests()
        #expect(try workspace.dryad.run("schema", "refresh", "--yes").code == 0)
        let (process, output, errors) = try workspace.dryad.start(["schema", "watch", "--interval", "5"])
        // The line of the second forest is the last one before the wait.
        var said = ""
        while process.isRunning, said.split(separator: "\n").count < 2 {
            said = try String(contentsOf: output, encoding: .utf8)
        }
        kill(process.processIdentifier, signal)
        #expect(process.waitUntilExit() == .exit(130))
        let lines = try String(contentsOf: output, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 2 && lines.allSatisfy { $0.contains("Z  = ") && $0.contains("current") }, "\(lines)")
        #expect(try String(contentsOf: errors, encoding: .utf8).hasPrefix("Stopped."))
    }

    @Test("an interval below five seconds is refused", arguments: ["4", "0", "-1", "x"])
    func interval(_ text: String) throws {
        let workspace = try WorkspaceOnDisk()
        let outcome = try workspace.dryad.run("schema", "watch", "--interval=" + text)
        #expect(outcome.code == 64, "\(outcome.errors)")
    }
}
