import Dispatch
import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A tool that was started: waits for its end, and ends it when the waiting task is cancelled.
final class RunningTool: Sendable {
    private let number: Int32
    private let isReaped = Mutex(false)

    init(_ number: Int32) { self.number = number }

    /// Waits for the end and returns the exit status, or 128 and the signal's number.
    func wait() async -> Int32 {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async { continuation.resume(returning: self.reap()) }
            }
        } onCancel: {
            end()
        }
    }

    /// The number belongs to the tool until it is reaped, so signals and reaping exclude each other: waiting itself
    /// leaves the zombie in place (`WNOWAIT`).
    private func reap() -> Int32 {
        var information = siginfo_t()
        while waitid(P_PID, id_t(number), &information, WEXITED | WNOWAIT) == -1, errno == EINTR {}
        return isReaped.withLock { reaped in
            reaped = true
            var status: Int32 = 0
            guard waitpid(number, &status, 0) == number else { return 127 }
            let signal = status & 0x7F
            return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
        }
    }

    private func end() {
        isReaped.withLock { reaped in
            if !reaped { _ = kill(number, SIGTERM) }
        }
    }
}
