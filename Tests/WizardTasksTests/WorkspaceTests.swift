import Foundation
import Plans
import SQLiteStore
import TestSupport
import Testing

@testable import WizardTasks

@Suite("A workspace")
struct WorkspaceTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    @Test("its files are its owner's alone")
    func modes() throws {
        let folder = fixture.workspaceFolder
        for (path, mode) in [
            (folder.path, 0o700), (folder.storage, 0o700), (folder.configuration, 0o600), (folder.store, 0o600),
        ] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == mode, "\(path)")
        }
    }

    @Test("a second one is not made over the first")
    func twice() {
        let error = #expect(throws: TaskError.self) {
            try Workspace.create(in: fixture.workspaceFolder, surroundings: fixture.surroundings)
        }
        #expect(error?.code == .workspaceExists)
    }

    @Test("a configuration that is a link is changed where it is")
    func link() async throws {
        let folder = fixture.workspaceFolder
        let file = fixture.folder.file("versioned.yaml")
        try FileManager.default.moveItem(at: URL(filePath: folder.path + "/dryad.yaml"), to: file)
        let target = file.path(percentEncoded: false)
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/dryad.yaml", withDestinationPath: target)
        let task = SwitchStagingMode(in: try await fixture.open())
        try await task.apply(try await task.plan(to: false))
        #expect(try String(contentsOf: file, encoding: .utf8).contains("staging: false"))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/dryad.yaml") == target)
    }

    @Test(
        "what was lost is made again, and what is there stays",
        arguments: [
            [".dryad/store.sqlite"], [".dryad/tenant.sqlite"], [".dryad/store.sqlite", ".dryad/tenant.sqlite"],
            ["dryad.yaml"],
        ]
    )
    func completed(_ lost: [String]) async throws {
        let folder = fixture.workspaceFolder
        let configuration = try String(contentsOfFile: folder.configuration, encoding: .utf8)
        for name in lost { try FileManager.default.removeItem(atPath: folder.path + "/" + name) }
        #expect(try Workspace.create(in: folder, surroundings: fixture.surroundings) == .completed)
        #expect(try String(contentsOfFile: folder.configuration, encoding: .utf8) == configuration)
        _ = try await fixture.open()
    }

    @Test("a folder without one says how to make one")
    func missing() async {
        let folder = WorkspaceFolder(path: fixture.folder.file("elsewhere").path(percentEncoded: false))
        let error = await #expect(throws: TaskError.self) {
            try await Workspace.open(folder, surroundings: fixture.surroundings)
        }
        #expect(error?.code == .noWorkspace)
    }

    @Test("what a crash left is undone before the rename and finished after it", arguments: [true, false])
    func interrupted(_ beforeRename: Bool) async throws {
        let workspace = try await fixture.open()
        let path = fixture.workspaceFolder.configuration
        let old = try String(contentsOfFile: path, encoding: .utf8)
        let new = old.replacing("staging: true", with: "staging: false")
        try await workspace.store.begin(
            PlanJournalEntry(
                identifier: "crash",
                kind: "k",
                digest: Fingerprint(of: []),
                began: "t",
                files: ["dryad.yaml"]
            )
        )
        try ReplacingFile.prepare(new, for: path)
        if !beforeRename { try ReplacingFile.commit(path) }
        try await workspace.changing("test") {}
        #expect(try await workspace.store.unfinished().isEmpty)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == (beforeRename ? old : new))
        #expect(!FileManager.default.fileExists(atPath: ReplacingFile.temporaryName(of: path)))
    }

    @Test("a password file that others can read is refused", arguments: [0o644, 0o640, 0o604])
    func secret(_ mode: Int) throws {
        let file = try fixture.folder.write("hunter2\n", to: "password").path(percentEncoded: false)
        let reader = SecretReader(folder: fixture.workspaceFolder, surroundings: fixture.surroundings)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        let error = #expect(throws: TaskError.self) { try reader.read(.file(file)) }
        #expect(error?.code == .secret)
        #expect(error?.description.contains("chmod 600") == true)
        #expect(error?.description.contains("hunter2") == false)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        #expect("\(try reader.read(.file(file)))" == "***")
    }

    @Test("a forest that is there already is not added again")
    func duplicateForest() async throws {
        let path = try fixture.write("contoso.test", [], as: "c.ldif")
        _ = try await AddForest(in: try await fixture.open()).run(name: "contoso.test", source: .file(path))
        let workspace = try await fixture.open()
        let error = await #expect(throws: TaskError.self) {
            try await AddForest(in: workspace).run(name: "Contoso.TEST", source: .file(path))
        }
        #expect(error?.code == .forestExists)
    }
}
