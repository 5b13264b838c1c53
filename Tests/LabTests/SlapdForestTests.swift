import Foundation
import TestSupport
import Testing

@testable import Lab

@Suite("A forest that slapd serves", .forest(.slapd), .serialized)
struct SlapdForestTests {
    private let test: TestForest

    init() throws { test = try TestForest.current }

    @Test("a second start finds the first")
    func twice() async throws {
        let again = try await test.lab.up([test.forest.name], kind: .slapd) { event in
            #expect(event.sentence.contains("runs already"))
        }
        #expect(again == [test.forest])
    }

    @Test("its secrets are its owner's alone")
    func modes() throws {
        for path in [
            test.forest.passwordFile, (test.forest.passwordFile as NSString).deletingLastPathComponent + "/server.key",
        ] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600, "\(path)")
        }
    }

    @Test("nothing is installed where the lab has no such forest", arguments: ["dc1.corp.example", "contoso.test"])
    func unknown(_ name: String) async throws {
        let error = await #expect(throws: LabError.self) {
            _ = try await test.lab.install(.exchange, on: name) { _ in }
        }
        #expect(error?.code == .unknownForest)
        #expect(error?.description.contains("only into servers that it started itself") == true)
    }

    @Test("an extension goes into the running server once")
    func install() async throws {
        let forest = try await test.lab.install(.exchange, on: test.forest.name) { _ in }
        #expect(forest.processIdentifier == test.forest.processIdentifier)
        #expect(forest.features == [.exchange])
        let error = await #expect(throws: LabError.self) {
            _ = try await test.lab.install(.exchange, on: test.forest.name) { _ in }
        }
        #expect(error?.code == .alreadyInstalled)
    }

    @Test("a process that took the number of a server is not the server: nothing is installed, and it is not ended")
    func foreign() async throws {
        let folder = try TemporaryFolder()
        let other = LabFolder(folder.url)
        var state = try LabState.load(LabFolder(test.folder.url))
        // This test's own process, under the begin of the server's.
        let own = try #require(ProcessIdentity.current(ProcessInfo.processInfo.processIdentifier))
        state[test.forest.name]?.process = ProcessIdentity(number: own.number, begin: own.begin &+ 1, boot: own.boot)
        try state.save(other)
        let lab = Lab(folder: folder.url)
        let error = await #expect(throws: LabError.self) {
            _ = try await lab.install(.device, on: test.forest.name) { _ in }
        }
        #expect(error?.code == .notOurs)
        try await lab.down { _ in }
        #expect(own.isRunning)
    }

    @Test("it stops by process, keeps its data, and starts again")
    func stopAndStart() async throws {
        let before = try #require(try test.lab.status().first)
        try await test.lab.down { _ in }
        #expect(try test.lab.status().first?.isRunning == false)
        // Nobody is left: a second one has nothing to do.
        try await test.lab.down { _ in Issue.record("something was left to stop") }
        let after = try #require(try await test.lab.up([test.forest.name], kind: .slapd) { _ in }.first)
        #expect(after.isRunning && after.processIdentifier != before.processIdentifier)
        #expect(after.features == before.features && after.objects == before.objects)
    }
}
