import Foundation

/// Where portions wait for a thread, and what came of them waits to be taken in the order of the portions.
///
/// Reason for `@unchecked Sendable`: every access to `state` is made while `condition` is locked. A `Mutex` would need no
/// promise, but nobody can wait for it to change.
final class PortionDesk<Portion: Sendable, Outcome: Sendable>: @unchecked Sendable {  // See the reason above.
    /// A portion with its place in the order of all.
    struct Numbered {
        let number: Int
        let portion: Portion
    }

    /// A portion and what came of it.
    struct Finished {
        let portion: Portion
        let outcome: Outcome
    }

    /// What the thread that takes outcomes does next.
    enum Step {
        case take(Finished)
        case evaluate(Numbered)
        case end
    }

    private struct State {
        var waiting: [Numbered] = []
        var finished: [Int: Finished] = [:]
        var handed = 0
        var taken = 0
        var threads = 0
        var isClosed = false
    }

    private let condition = NSCondition()
    private var state = State()

    /// How many portions are under way.
    var count: Int { withLock { $0.handed - $0.taken } }

    func hand(_ portion: Portion) {
        withLock {
            $0.waiting.append(Numbered(number: $0.handed, portion: portion))
            $0.handed += 1
        }
    }

    /// The oldest outcome, or a portion that nobody has begun; waits only while others are at work on all there are.
    func step() -> Step {
        condition.lock()
        defer { condition.unlock() }
        while state.taken < state.handed {
            if let finished = state.finished.removeValue(forKey: state.taken) {
                state.taken += 1
                return .take(finished)
            }
            if !state.waiting.isEmpty { return .evaluate(state.waiting.removeFirst()) }
            condition.wait()
        }
        return .end
    }

    /// A portion to evaluate; waits for one, and gives nothing once the desk is closed.
    func claim() -> Numbered? {
        condition.lock()
        defer { condition.unlock() }
        while !state.isClosed {
            if !state.waiting.isEmpty { return state.waiting.removeFirst() }
            condition.wait()
        }
        return nil
    }

    func finish(_ claimed: Numbered, _ outcome: Outcome) {
        withLock { $0.finished[claimed.number] = Finished(portion: claimed.portion, outcome: outcome) }
    }

    /// A thread comes.
    func enter() { withLock { $0.threads += 1 } }

    /// A thread goes.
    func leave() { withLock { $0.threads -= 1 } }

    /// Ends the work, and waits until no thread is there any more.
    func close() {
        condition.lock()
        defer { condition.unlock() }
        state.isClosed = true
        state.waiting = []
        condition.broadcast()
        while state.threads > 0 { condition.wait() }
    }

    private func withLock<Result>(_ body: (inout State) -> Result) -> Result {
        condition.lock()
        defer {
            condition.broadcast()
            condition.unlock()
        }
        return body(&state)
    }
}
