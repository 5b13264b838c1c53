import TestSupport

/// Waits that end when the test says so: what a console does from time to time happens then and not before.
final class Pulse: Sendable {
    private struct State {
        var waiting: [Int: CheckedContinuation<Void, any Error>] = [:]
        var cancelled: Set<Int> = []
        var count = 0
    }

    private let state = Locked(State())
    private let begun: AsyncStream<Void>.Continuation
    /// Says each time that somebody begins to wait.
    let waits: AsyncStream<Void>

    init() { (waits, begun) = AsyncStream.makeStream(of: Void.self) }

    /// Waits for the next beat, or until it is cancelled.
    func wait() async throws {
        let number = state.withLock { state in
            state.count += 1
            return state.count
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isOver = state.withLock { state in
                    guard !state.cancelled.contains(number) else { return true }
                    state.waiting[number] = continuation
                    return false
                }
                if isOver { continuation.resume(throwing: CancellationError()) }
                begun.yield()
            }
        } onCancel: {
            let waiting = state.withLock { state in
                state.cancelled.insert(number)
                return state.waiting.removeValue(forKey: number)
            }
            waiting?.resume(throwing: CancellationError())
        }
    }

    /// Lets everybody go on who waits.
    func beat() {
        let waiting = state.withLock { state in
            defer { state.waiting = [:] }
            return state.waiting
        }
        for continuation in waiting.values { continuation.resume() }
    }
}
