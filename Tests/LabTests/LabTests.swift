import Foundation
import TestSupport
import Testing

@testable import Lab

@Suite("The lab itself")
struct LabItselfTests {
    @Test(
        "a name that is no domain is refused before anything is made",
        arguments: ["", "contoso", "Contoso.test", "a..b", "a/../b.test", "x.test\n"]
    )
    func names(_ name: String) async throws {
        let folder = try TemporaryFolder()
        let error = await #expect(throws: LabError.self) {
            _ = try await Lab(folder: folder.url).up([name], kind: .slapd) { _ in }
        }
        #expect(error?.code == .invalidName)
        #expect(!FileManager.default.fileExists(atPath: folder.file("lab.json").path(percentEncoded: false)))
    }

    @Test("where there is no lab there is nothing to show and nothing to stop")
    func nothing() async throws {
        let folder = try TemporaryFolder()
        let lab = Lab(folder: folder.file("none"))
        #expect(try lab.status().isEmpty)
        try await lab.down { _ in Issue.record("something was stopped") }
        #expect(!FileManager.default.fileExists(atPath: folder.file("none").path(percentEncoded: false)))
    }

    @Test("two at once: the second is told to wait")
    func locked() async throws {
        let folder = try TemporaryFolder()
        let lock = try LabLock(LabFolder(folder.url))
        let error = await #expect(throws: LabError.self) {
            _ = try await Lab(folder: folder.url).up(["a.test"], kind: .slapd) { _ in }
        }
        #expect(error?.code == .locked)
        withExtendedLifetime(lock) {}
    }

    @Test(
        "a lock that was let go is free although a program that is just being started has the file open still",
        .enabled("There is no /proc here") { OpenFile.canBeFound }
    )
    func lockOfAChild() throws {
        let temporary = try TemporaryFolder()
        let folder = LabFolder(temporary.url)
        var lock: LabLock? = try LabLock(folder)
        let copy = try #require(try OpenFile.duplicate(of: folder.lock))
        defer { close(copy) }
        withExtendedLifetime(lock) {}
        lock = nil
        _ = try LabLock(folder)
    }

    @Test("a program's environment holds nothing of the person's own")
    func environment() async throws {
        let said = try await Tool("env", package: "coreutils").output([])
        #expect(said.text.contains("LDAPCONF=/dev/null"))
        #expect(!said.text.contains("DRYAD") && !said.text.contains("HOME=/root"))
    }
}
