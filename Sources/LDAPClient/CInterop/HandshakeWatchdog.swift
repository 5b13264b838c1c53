import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Ends a handshake that lasts too long by shutting its socket down from another thread.
///
/// None of libldap's timeouts bounds a handshake with a server that says nothing.
///
/// `@unchecked Sendable`: `isOver` and `hasFired` are only touched while `condition` is locked.
final class HandshakeWatchdog: @unchecked Sendable {
    private let condition = NSCondition()
    private var isOver = false
    private var hasFired = false

    /// Runs a blocking handshake on a socket; `timedOut` tells whether the watchdog had to end it.
    static func guarding<Result>(
        _ socket: Int32,
        for duration: Duration,
        _ body: () -> Result
    ) -> (Result, timedOut: Bool) {
        let watchdog = HandshakeWatchdog()
        let limit = Date(timeIntervalSinceNow: Double(duration.milliseconds) / 1000)
        let thread = Thread { watchdog.watch(socket, until: limit) }
        thread.name = "ldap handshake"
        thread.start()
        let result = body()
        return (result, watchdog.finish())
    }

    private func watch(_ socket: Int32, until limit: Date) {
        condition.lock()
        defer { condition.unlock() }
        while !isOver {
            if !condition.wait(until: limit), !isOver {
                hasFired = true
                shutdown(socket, Int32(SHUT_RDWR))
                return
            }
        }
    }

    private func finish() -> Bool {
        condition.lock()
        defer { condition.unlock() }
        isOver = true
        condition.signal()
        return hasFired
    }
}
