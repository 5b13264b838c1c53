import Foundation
import GRDB
public import Plans

/// The lock of a workspace: the kernel's, on a file, so that it goes with its process however that ends.
///
/// Who holds it stands in the store, for people to see; the row of a process that died is overwritten by the next.
public struct WorkspaceLock: TaskLock {
    private let path: String
    private let store: WorkspaceStore

    /// Prepares the lock whose file is at the path.
    public init(path: String, store: WorkspaceStore) {
        self.path = path
        self.store = store
    }

    /// Runs the body alone, or throws at once naming the holder.
    public func withLock<Result: Sendable>(
        _ holder: TaskHolder,
        _ body: () async throws -> Result
    ) async throws -> Result {
        let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw StoreError(.files, "The lock \(path) cannot be opened: \(String(cString: strerror(errno))).")
        }
        defer {
            // Let go in words: a program that another task is just starting has the open file too until it runs, and closing
            // this descriptor alone would leave the lock with it.
            flock(descriptor, LOCK_UN)
            close(descriptor)
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let other = try await self.holder()
            let who = other.map { "\($0.owner), process \($0.processIdentifier), \($0.task) since \($0.since)" }
            throw StoreError(.locked, "The workspace is in use (\(who ?? "by another process")). Wait for it to end.")
        }
        try await write(holder)
        do {
            let result = try await body()
            try await write(nil)
            return result
        } catch {
            try? await write(nil)
            throw error
        }
    }

    /// Who holds the lock; nothing when it is free, whatever a process that died has left in the store.
    public func holder() async throws -> TaskHolder? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer {
            flock(descriptor, LOCK_UN)
            close(descriptor)
        }
        guard flock(descriptor, LOCK_SH | LOCK_NB) != 0 else { return nil }
        return try await store.pool.read { database in
            try Row.fetchOne(database, sql: "SELECT * FROM holder").map { row in
                TaskHolder(
                    task: row["task"],
                    owner: row["owner"],
                    processIdentifier: row["process"],
                    since: row["since"]
                )
            }
        }
    }

    private func write(_ holder: TaskHolder?) async throws {
        try await store.pool.write { database in
            try database.execute(sql: "DELETE FROM holder")
            guard let holder else { return }
            try database.execute(
                sql: "INSERT INTO holder (only, task, owner, process, since) VALUES (1, ?, ?, ?, ?)",
                arguments: [holder.task, holder.owner, holder.processIdentifier, holder.since]
            )
        }
    }
}
