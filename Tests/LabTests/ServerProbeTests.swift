import Foundation
import TestSupport
import Testing

@testable import Lab

@Suite("Waiting for a server")
struct ServerProbeTests {
    @Test("one that takes connections and never answers is given up, with its last words", .timeLimit(.minutes(2)))
    func silent() async throws {
        let folder = try TemporaryFolder()
        let log = folder.file("server.log")
        try (1...9).map { "line \($0)\n" }.joined().write(to: log, atomically: true, encoding: .utf8)
        let server = try ScriptedServer { _ in [.silence] }
        // This test's own process: it runs, and it says nothing.
        let own = try #require(ProcessIdentity.current(ProcessInfo.processInfo.processIdentifier))
        let probe = try ServerProbe(url: server.url)
        let error = await #expect(throws: LabError.self) {
            try await probe.wait(for: own, log: log.path(percentEncoded: false), patience: .seconds(1))
        }
        #expect(error?.code == .serverFailed)
        let said = try #require(error?.description)
        #expect(said.contains("did not answer within 1.0 seconds") && said.hasSuffix("\n  line 8\n  line 9"), "\(said)")
        #expect(!said.contains("line 3\n"))
        #expect(server.connections > 0)
    }
}
