import Foundation
import Plans
import SQLiteStore
import TestSupport
import Testing

/// reliability 2.3, S4: one writes at a time; whoever else wants to is told who does.
@Suite("One writer at a time")
struct OneWriterTests {
    private let workspace: WorkspaceOnDisk
    private let lock: WorkspaceLock

    init() throws {
        workspace = try WorkspaceOnDisk()
        try workspace.addOfflineForests()
        #expect(try workspace.dryad.run("schema", "refresh", "--yes").code == 0)
        let path = { [folder = workspace.folder] (name: String) in folder.file(name).path(percentEncoded: false) }
        lock = WorkspaceLock(path: path(".dryad/lock"), store: try WorkspaceStore(path: path(".dryad/store.sqlite")))
    }

    private static let writers = [
        "sync run", "run contoso.test full-import", "run tenant export", "staging off --yes",
        "scheduler set --interval 45", "scheduler override contoso.test --full-import", "sync history --prune",
        "customize options exchangeHybrid=on --yes",
    ]
    private static let readers = [
        "pending list", "sync status", "sync history", "status", "scheduler show", "tenant show",
    ]

    @Test("the second is told who, since when and by which process, ends with 5, and changes nothing; readers go on")
    func second() async throws {
        let before = try workspace.contents()
        let holder = TaskHolder(
            task: "sync run",
            owner: "grace@dc9",
            processIdentifier: 4711,
            since: "2026-01-01T00:00:00Z"
        )
        try await lock.withLock(holder) {
            for line in Self.writers {
                let outcome = try workspace.dryad.run(line.split(separator: " ").map(String.init))
                #expect(outcome.code == 5, "\(line): \(outcome.code) \(outcome.output) \(outcome.errors)")
                for part in ["in use", "grace@dc9", "4711", "sync run", "2026-01-01T00:00:00Z"] {
                    #expect(outcome.errors.contains(part), "\(line): \(outcome.errors)")
                }
            }
            for line in Self.readers {
                let outcome = try workspace.dryad.run(line.split(separator: " ").map(String.init))
                #expect(outcome.code == 0, "\(line): \(outcome.errors)")
            }
        }
        #expect(try workspace.contents() == before)
        #expect(try workspace.dryad.run("sync", "run").code == 0)
    }
}
