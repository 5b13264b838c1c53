import Foundation
import TestSupport
import Testing

/// reliability 2.3, S3: a store that is not what it should be is refused in words, and nothing is begun afresh.
@Suite("A damaged store")
struct StoreDamageTests {
    /// What happens to a file.
    enum Damage: String, CaseIterable, Sendable {
        case missing, empty, short, halved, foreign, text, folder, link, other, torn
    }

    private static let damages = Damage.allCases.flatMap { damage in [true, false].map { (damage, $0) } }

    private let workspace: WorkspaceOnDisk

    init() throws {
        workspace = try WorkspaceOnDisk()
        try workspace.addOfflineForests()
        for line in ["schema refresh --yes", "staging off --yes", "sync run"] {
            let outcome = try workspace.dryad.run(line.split(separator: " ").map(String.init))
            try #require(outcome.code == 0, "\(outcome.errors)")
        }
    }

    private func damage(_ file: URL, _ damage: Damage) throws -> String {
        let path = file.path(percentEncoded: false)
        let whole = try Data(contentsOf: file)
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        func replace(_ data: Data) throws { try data.write(to: file) }
        switch damage {
        case .missing:
            try FileManager.default.removeItem(at: file)
            return "There is no Dryad"
        case .empty:
            try replace(Data())
            return "is empty or not a regular file"
        case .short:
            try replace(whole.prefix(50))
            return "is damaged"
        case .halved:
            try replace(whole.prefix(whole.count / 2))
            return "is damaged"
        case .foreign:
            // The number that says whose file it is (sqlite.org/fileformat2.html, 1.3).
            var other = whole
            other.replaceSubrange(68..<72, with: [0, 0, 0, 7])
            try replace(other)
            return "belongs to another program"
        case .text:
            try replace(Data("not a database, but long enough to be taken for one by nobody at all".utf8))
            return "is not a Dryad"
        case .folder:
            try FileManager.default.removeItem(at: file)
            try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
            return "is empty or not a regular file"
        case .link:
            let elsewhere = workspace.folder.file("elsewhere")
            try FileManager.default.moveItem(at: file, to: elsewhere)
            try FileManager.default.createSymbolicLink(at: file, withDestinationURL: elsewhere)
            return "is empty or not a regular file"
        case .other:
            // The tenant in the place of the store, and the other way round.
            let isTenant = file.lastPathComponent == "tenant.sqlite"
            let twin = workspace.folder.file(".dryad/\(isTenant ? "store" : "tenant").sqlite")
            try replace(try Data(contentsOf: twin))
            return "belongs to another program"
        case .torn:
            // Every page behind the first, as a disk that lost its mind would write them.
            try replace(whole.prefix(16_384) + Data(repeating: 0xA5, count: whole.count - 16_384))
            return "is damaged"
        }
    }

    @Test("is refused by every command, in words, and left as it is", arguments: damages)
    func refused(_ damage: Damage, _ isTenant: Bool) throws {
        let file = workspace.folder.file(".dryad/\(isTenant ? "tenant" : "store").sqlite")
        let said = try self.damage(file, damage)
        let after = try? Data(contentsOf: file)
        for line in ["sync run", "tenant show", "sync run --policy initial"] {
            // What is torn is found out where it is read, and the store's own pages are not read for the tenant.
            if damage == .torn, !isTenant, line == "tenant show" { continue }
            let outcome = try workspace.dryad.run(line.split(separator: " ").map(String.init))
            #expect(outcome.code == 1, "\(line): \(outcome.output)")
            #expect(outcome.errors.contains(said), "\(line): \(outcome.errors)")
            #expect(!outcome.errors.contains("SELECT") && !outcome.errors.contains("SQLite error"), "\(outcome.errors)")
            #expect(outcome.errors.contains("copy") || outcome.errors.contains("right file"), "\(outcome.errors)")
            #expect(outcome.output.isEmpty, "\(outcome.output)")
        }
        // What can be opened may have been written to before the damage was met.
        if damage != .torn { #expect((try? Data(contentsOf: file)) == after) }
    }

    @Test("a tenant that was lost and made anew is found out: everything is exported again, with a warning each")
    func another() throws {
        let file = workspace.folder.file(".dryad/tenant.sqlite")
        let path = file.path(percentEncoded: false)
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        #expect(try workspace.dryad.run("init").code == 0)
        let outcome = try workspace.dryad.run("sync", "run")
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(
            outcome.output.hasPrefix("completed-warnings: 38 additions pending, 38 accepted"),
            "\(outcome.output.prefix(300))"
        )
        #expect(outcome.output.contains("exported-change-not-reimported  38 objects"), "\(outcome.output)")
        // What is told once can be read again.
        let hint = "… and 35 more; `dryad sync history 2 --output json` lists all."
        #expect(outcome.output.contains(hint), "\(outcome.output)")
        let kept = try workspace.dryad.run("sync", "history", "2", "--output", "json").output
        #expect(kept.split(separator: "exported-change-not-reimported").count >= 39, "\(kept)")
        #expect(try workspace.dryad.run("sync", "run").output.hasPrefix("success: nothing differs"))
    }
}
