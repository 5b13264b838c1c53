import Foundation

/// Runs something that may block for ever on a thread of its own, and waits for it no longer than a deadline.
///
/// Nothing frees a thread that waits for a Kerberos server: neither libldap's timeouts nor the end of its socket. It is
/// left behind, comes back some day, and finds that nobody waits.
actor DisposableThread<Answer: Sendable> {
    private var waiter: CheckedContinuation<Answer?, Never>?
    private var isOver = false

    /// What the body gives; nothing when it did not come in time, or the task was cancelled.
    static func run(for limit: Duration, _ body: @escaping @Sendable () -> Answer) async -> Answer? {
        let thread = DisposableThread()
        let timer = Task {
            try await Task.sleep(for: limit)
            await thread.end(with: nil)
        }
        defer { timer.cancel() }
        return await withTaskCancellationHandler {
            await thread.answer(of: body)
        } onCancel: {
            Task { await thread.end(with: nil) }
        }
    }

    private func answer(of body: @escaping @Sendable () -> Answer) async -> Answer? {
        await withCheckedContinuation { continuation in
            guard !isOver else { return continuation.resume(returning: nil) }
            waiter = continuation
            Thread {
                let answer = body()
                Task { await self.end(with: answer) }
            }.start()
        }
    }

    /// The first answer counts.
    private func end(with answer: Answer?) {
        isOver = true
        waiter?.resume(returning: answer)
        waiter = nil
    }
}
