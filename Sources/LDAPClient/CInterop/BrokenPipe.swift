import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Keeps a write to a connection that the server has closed from ending the process.
///
/// libldap writes with `write(2)`, which raises SIGPIPE (signal(7)), and a library must not change what a signal does to
/// the whole process. The signal goes to the thread that wrote, so it is blocked there.
enum BrokenPipe {
    /// Blocks the signal on this thread for good.
    static func blockOnThisThread() {
        var signals = set()
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Runs the body with the signal blocked, takes the signal where it came, and leaves the thread as it was.
    static func ignoring(_ body: () -> Void) {
        var signals = set()
        var before = sigset_t()
        var pending = sigset_t()
        pthread_sigmask(SIG_BLOCK, &signals, &before)
        sigpending(&pending)
        let wasPending = sigismember(&pending, SIGPIPE) == 1
        body()
        sigpending(&pending)
        if !wasPending, sigismember(&pending, SIGPIPE) == 1 {
            var taken: Int32 = 0
            sigwait(&signals, &taken)
        }
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }

    private static func set() -> sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        return signals
    }
}
