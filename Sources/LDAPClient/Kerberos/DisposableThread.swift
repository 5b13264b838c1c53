import Foundation

/// Runs something that may block for ever on a thread of its own, and waits for it no longer than a deadline.
///
/// Nothing frees a thread that waits for a Kerberos server: neither libldap's timeouts nor the end of its socket. It is
/// left behind, comes back some day, and finds that nobody waits.
///
/// `@unchecked Sendable`: `waiter` is only touched inside `lock`.
final class DisposableThread<Answer: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var waiter: CheckedContinuation<Answer?, Never>?

    /// What the body gives; nothing when it did not come in time, or the task was cancelled.
    static func run(for limit: Duration, _ body: @escaping @Sendable () -> Answer) async -> Answer? {
        let thread = DisposableThread()
        let timer = Task {
            try await Task.sleep(for: limit)
            thread.answer(nil)
        }
        defer { timer.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                thread.lock.withLock { thread.waiter = continuation }
                if Task.isCancelled { return thread.answer(nil) }
                Thread { thread.answer(body()) }.start()
            }
        } onCancel: {
            thread.answer(nil)
        }
    }

    /// The first answer counts.
    private func answer(_ answer: Answer?) {
        let waiter = lock.withLock {
            defer { self.waiter = nil }
            return self.waiter
        }
        waiter?.resume(returning: answer)
    }
}
