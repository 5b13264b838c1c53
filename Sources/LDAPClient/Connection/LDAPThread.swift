import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The one thread on which a connection lives: it runs the actor's jobs and, between them, waits for the socket.
///
/// libldap holds the locks of a connection while it waits for an answer, so nothing ever waits inside libldap: the thread
/// polls the socket itself and asks for results with a zero timeout.
///
/// `@unchecked Sendable`: `state` is only touched inside `lock`.
final class LDAPThread: SerialExecutor, @unchecked Sendable {
    /// What the thread waits for besides jobs.
    struct Interest: Sendable {
        var descriptor: Int32 = -1
        var deadline: ContinuousClock.Instant?
        /// Whether the socket is left alone for a millisecond first.
        ///
        /// A server that is in the middle of a page sends one entry after another. To wake for each costs more than to
        /// decode it; after a short rest there are many.
        var rests = false
    }

    private struct State {
        var jobs: [UnownedJob] = []
        var interest = Interest()
        var pump: (@Sendable () -> Void)?
        var isStopped = false
        var thread: pthread_t?
    }

    private let lock = NSLock()
    private var state = State()
    private let wakeRead: Int32
    private let wakeWrite: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        _ = ends.withUnsafeMutableBufferPointer { pipe($0.baseAddress) }
        (wakeRead, wakeWrite) = (ends[0], ends[1])
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        let thread = Thread { [self] in run() }
        thread.name = "ldap"
        thread.start()
    }

    deinit {
        close(wakeRead)
        close(wakeWrite)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        lock.withLock { state.jobs.append(job) }
        wake()
    }

    func checkIsolated() { precondition(isCurrent, "code of a connection runs outside of its thread") }

    func isIsolatingCurrentContext() -> Bool? { isCurrent }

    /// Sets what is called on this thread when the socket can be read or a deadline has passed.
    func setPump(_ pump: @escaping @Sendable () -> Void) { lock.withLock { state.pump = pump } }

    /// Sets what to wait for; only called on this thread, so no wake-up is needed.
    func setInterest(_ interest: Interest) { lock.withLock { state.interest = interest } }

    /// Ends the thread after the jobs that are waiting.
    func stop() {
        lock.withLock { state.isStopped = true }
        wake()
    }

    private var isCurrent: Bool {
        lock.withLock { state.thread.map { pthread_equal($0, pthread_self()) != 0 } ?? false }
    }

    private func wake() {
        var byte: UInt8 = 1
        _ = write(wakeWrite, &byte, 1)
    }

    private func run() {
        BrokenPipe.blockOnThisThread()
        lock.withLock { state.thread = pthread_self() }
        while true {
            let (jobs, interest, stopped) = lock.withLock {
                defer { state.jobs.removeAll(keepingCapacity: true) }
                return (state.jobs, state.interest, state.isStopped)
            }
            for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
            guard jobs.isEmpty else { continue }
            if stopped { return }
            if wait(for: interest) { lock.withLock { state.pump }?() }
        }
    }

    /// Sleeps until there is a job, something to read, or a deadline; says whether the socket or the deadline woke it.
    private func wait(for interest: Interest) -> Bool {
        var entries = [pollfd(fd: wakeRead, events: Int16(POLLIN), revents: 0)]
        if interest.descriptor >= 0, !interest.rests {
            entries.append(pollfd(fd: interest.descriptor, events: Int16(POLLIN), revents: 0))
        }
        let timeout =
            interest.rests
            ? 1 : interest.deadline.map { $0 <= .now ? 0 : Int32(clamping: ($0 - .now).milliseconds) } ?? -1
        let ready = poll(&entries, nfds_t(entries.count), timeout)
        if entries[0].revents != 0 {
            var drained = [UInt8](repeating: 0, count: 64)
            while read(wakeRead, &drained, drained.count) > 0 {}
        }
        return ready == 0 || (entries.count > 1 && entries[1].revents != 0)
    }
}
