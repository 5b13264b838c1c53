import Foundation

/// A value behind a lock.
public final class Locked<Value>: @unchecked Sendable {
    // Why @unchecked: `Mutex` would need no promise, but the thread sanitizer does not see it on Linux and reports every use
    // as a race. The promise holds since `value` is touched in `withLock` alone, while `lock` is held.
    private let lock = NSLock()
    private var value: Value

    /// Guards a value.
    public init(_ value: Value) { self.value = value }

    /// Runs the body alone with the value.
    public func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
