/// How often and after which waits something is tried again that a server or the network may do better later.
///
/// Only whole things are tried again: opening a connection, one search from its beginning. A paged search is never taken
/// up in its middle on another connection, since its cookie belongs to the one that is gone.
public struct RetryPolicy: Sendable {
    /// How often it is tried in all; 1 is never again.
    public var attempts: Int
    /// The wait after the first failure.
    public var baseDelay: Duration
    /// By how much each further wait is longer.
    public var factor: Double
    /// The longest wait.
    public var cap: Duration
    /// The share of a wait that chance may take away, 0 to 1, so that many clients do not come back at the same moment.
    public var jitter: Double

    private let random: @Sendable () -> Double
    private let sleep: @Sendable (Duration) async -> Void

    /// Makes a policy; `random` gives numbers from 0 to below 1, `sleep` waits and returns early when it is cancelled.
    public init(
        attempts: Int = 3,
        baseDelay: Duration = .milliseconds(500),
        factor: Double = 2,
        cap: Duration = .seconds(10),
        jitter: Double = 0.5,
        random: @escaping @Sendable () -> Double = { .random(in: 0..<1) },
        sleep: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
    ) {
        self.attempts = attempts
        self.baseDelay = baseDelay
        self.factor = factor
        self.cap = cap
        self.jitter = jitter
        self.random = random
        self.sleep = sleep
    }

    /// Three attempts, with half a second and a second between them, less what chance takes away.
    public static let standard = RetryPolicy()

    /// One attempt.
    public static let once = RetryPolicy(attempts: 1)

    /// Does something until it succeeds, fails for good, or has been tried often enough; the last error is thrown.
    ///
    /// Errors other than an `LDAPError` that may pass are thrown at once, and nothing is tried again once the task is
    /// cancelled.
    public func run<Value, Failure: Error>(
        _ body: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        var attempt = 1
        while true {
            do throws(Failure) {
                return try await body()
            } catch {
                guard attempt < attempts, (error as? LDAPError)?.isRetriable == true, !Task.isCancelled else {
                    throw error
                }
                await sleep(delay(after: attempt, random()))
                guard !Task.isCancelled else { throw error }
                attempt += 1
            }
        }
    }

    /// The wait after so many failures; `chance` is from 0 to below 1.
    func delay(after failures: Int, _ chance: Double) -> Duration {
        var delay = min(baseDelay, cap)
        for _ in 1..<max(failures, 1) {
            delay = delay * factor
            if delay >= cap { delay = cap }
        }
        return delay * (1 - min(max(jitter, 0), 1) * chance)
    }
}
