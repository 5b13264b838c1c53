import Foundation
import GRDB
public import Plans

/// The lock of a workspace: the kernel's, on a file, so that it goes with its process however that ends.
///
/// Who holds it stands in the store, for people to see; the row of a process that died is overwritten by the next. When the
/// holder last said that it is alive stands in the file itself: the store may be in the middle of a long transaction.
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
        let hold = try await hold(holder)
        do {
            let result = try await body()
            await hold.release()
            return result
        } catch {
            await hold.release()
            throw error
        }
    }

    /// Takes the lock until it is let go, or throws at once naming the holder.
    public func hold(_ holder: TaskHolder) async throws -> WorkspaceHold {
        let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw StoreError(.files, "The lock \(path) cannot be opened: \(String(cString: strerror(errno))).")
        }
        var other: TaskHolder?
        for _ in 0..<Self.attempts where flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            // Somebody who only looks holds it too, for a moment; whoever keeps it says so in the store.
            other = try await self.holder()
            if other != nil { break }
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            let who = other?.description ?? "by another process"
            throw StoreError(.locked, "The workspace is in use (\(who)). \(Self.advice(other))")
        }
        // From here on the descriptor is the hold's: it is closed with it, also where the row cannot be written.
        let hold = WorkspaceHold(self, holder, descriptor)
        hold.renew(at: holder.renewed ?? holder.since)
        try await write(holder)
        return hold
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
        let renewed = Self.sign(in: descriptor)
        return try await store.pool.read { database in
            try Row.fetchOne(database, sql: "SELECT * FROM holder").map { row in
                TaskHolder(
                    task: try row.value("task"),
                    owner: try row.value("owner"),
                    host: try row.value("host"),
                    processIdentifier: try row.value("process"),
                    since: try row.value("since"),
                    renewed: renewed
                )
            }
        }
    }

    func write(_ holder: TaskHolder?) async throws {
        try await store.pool.write { database in
            try database.execute(sql: "DELETE FROM holder")
            guard let holder else { return }
            try database.execute(
                sql: "INSERT INTO holder (only, task, owner, host, process, since) VALUES (1, ?, ?, ?, ?, ?)",
                arguments: [holder.task, holder.owner, holder.host, holder.processIdentifier, holder.since]
            )
        }
    }

    /// The moment that a holder has written into the file; nothing where there is none, or something else.
    private static func sign(in descriptor: Int32) -> String? {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        return (try? Date(text, strategy: .iso8601)) == nil ? nil : text
    }

    /// How often a lock is tried for that nobody says to keep.
    private static let attempts = 50

    private static func advice(_ holder: TaskHolder?) -> String {
        guard let holder, holder.task.hasPrefix("wizard") else { return "Wait for it to end." }
        return
            "While the wizard is open nothing runs. Leave it, or ask \(holder.owner) to; `dryad status` tells when it is free."
    }
}
