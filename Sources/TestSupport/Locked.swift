import Foundation

/// A value behind a lock that the thread sanitizer can see.
///
/// Reason for `@unchecked Sendable`: `Mutex` would need no promise, but the sanitizer does not see it on Linux and reports
/// every use as a race. The promise holds: `value` is touched in `withLock` alone, while `lock` is held.
public final class Locked<Value>: @unchecked Sendable {  // See the reason above.
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
