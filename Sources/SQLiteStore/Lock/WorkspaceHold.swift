import Foundation
public import Plans
import Synchronization

/// A workspace that somebody holds, until it is let go or the process ends, however it ends.
public final class WorkspaceHold: Sendable {
    /// Who holds it.
    public let holder: TaskHolder

    private let lock: WorkspaceLock
    /// The kernel's lock hangs on it; nothing once it was let go.
    private let descriptor: Mutex<Int32?>

    init(_ lock: WorkspaceLock, _ holder: TaskHolder, _ descriptor: Int32) {
        self.lock = lock
        self.holder = holder
        self.descriptor = Mutex(descriptor)
    }

    deinit { free() }

    /// Says that the holder is alive, for people who look; ISO 8601 in UTC.
    ///
    /// It is written into the lock's file, which nothing keeps waiting; where that fails, the last time stays.
    public func renew(at date: String) {
        let bytes = Array(date.utf8)
        descriptor.withLock { held in
            guard let held, pwrite(held, bytes, bytes.count, 0) == bytes.count else { return }
            // Over the old text and not after emptying it, so that whoever looks meanwhile finds one.
            ftruncate(held, off_t(bytes.count))
        }
    }

    /// Lets it go; a second time does nothing.
    public func release() async {
        guard descriptor.withLock({ $0 != nil }) else { return }
        // A row that stays is overwritten by the next holder, and nobody reads it while the lock is free.
        try? await lock.write(nil)
        free()
    }

    private func free() {
        descriptor.withLock { held in
            guard let open = held else { return }
            // In words: a program that another task is just starting has the open file too until it runs, and closing this
            // descriptor alone would leave the lock with it.
            flock(open, LOCK_UN)
            close(open)
            held = nil
        }
    }
}
