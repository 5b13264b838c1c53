import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension ProcessIdentity {
    /// Ends the process and what it left in its session: SIGTERM, then SIGKILL to those that are left after `patience`.
    ///
    /// - Returns: whether SIGKILL was needed.
    @discardableResult
    func stop(patience: Duration = .seconds(10)) async -> Bool {
        let members = session()
        signal(members, SIGTERM)
        var left = await wait(until: .now + patience)
        let forced = !left.isEmpty
        if forced {
            signal(left, SIGKILL)
            left = await wait(until: .now + .seconds(5))
        }
        // Where it is this program's own child it would stay a zombie; where it is not, this does nothing.
        var status: Int32 = 0
        _ = waitpid(number, &status, WNOHANG)
        return forced
    }

    private func signal(_ numbers: [Int32], _ signal: Int32) {
        for number in numbers where number > 1 { _ = kill(number, signal) }
    }

    private func wait(until deadline: ContinuousClock.Instant) async -> [Int32] {
        var pause = Duration.milliseconds(2)
        while true {
            let left = session()
            if left.isEmpty || ContinuousClock.now >= deadline { return left }
            // A cancelled task must still see the servers end, so this wait does not stop for it.
            await Task.detached { [pause] in try? await Task.sleep(for: pause) }.value
            pause = min(pause * 2, .milliseconds(50))
        }
    }
}
