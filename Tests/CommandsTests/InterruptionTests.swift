import Foundation
import TestSupport
import Testing

@Suite("Ctrl-C")
struct InterruptionTests {
    @Test("during a refresh leaves the cache as it was and ends with 130", arguments: [SIGINT, SIGTERM])
    func refresh(_ signal: Int32) throws {
        let workspace = try WorkspaceOnDisk()
        try workspace.addOfflineForests()
        #expect(try workspace.dryad.run("schema", "refresh", "--yes").code == 0)
        let history = try workspace.dryad.run("schema", "history", "contoso.test").output
        let rules = try workspace.dryad.run("rules", "list").output
        // Takes connections and never says anything.
        let asked = DispatchSemaphore(value: 0)
        let server = try ScriptedServer { _ in
            asked.signal()
            return [.silence]
        }
        let path = workspace.folder.file("dryad.yaml")
        let text = try String(contentsOf: path, encoding: .utf8)
        let file = "ldif: " + WorkspaceOnDisk.offline("contoso.before")
        let hanging = text.replacing(file, with: "url: \(server.url)")
        try #require(hanging != text, "\(text)")
        try Data(hanging.utf8).write(to: path)
        let (process, _, errors) = try workspace.dryad.start(["schema", "refresh", "--yes"])
        asked.wait()
        kill(process.processIdentifier, signal)
        let end = process.waitUntilExit()
        let said = try String(contentsOf: errors, encoding: .utf8)
        #expect(end == .exit(130), "\(said)")
        try Data(text.utf8).write(to: path)
        #expect(try workspace.dryad.run("rules", "list").output == rules)
        #expect(try workspace.dryad.run("schema", "history", "contoso.test").output == history)
        #expect(try workspace.dryad.run("schema", "refresh").code == 0)
    }
}
