import Foundation

/// One process at a time changes a lab; the kernel lets the lock go when the process ends.
final class LabLock {
    private let descriptor: Int32

    init(_ folder: LabFolder) throws(LabError) {
        descriptor = open(folder.lock, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            if descriptor >= 0 { close(descriptor) }
            throw LabError(.locked, "Another process works in the lab \(folder.path). Wait for it to end.")
        }
    }

    /// Let go in words: a program that another task is just starting has the open file too until it runs, and closing this
    /// descriptor alone would leave the lock with it.
    deinit {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
