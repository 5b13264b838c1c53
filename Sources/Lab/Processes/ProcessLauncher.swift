import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Starts programs with `posix_spawn`: Foundation's `Process` cannot start one in a session of its own.
package enum ProcessLauncher {
    /// Where a program's three standard streams lead.
    package struct Streams {
        let input: Int32
        let output: Int32
        let errors: Int32

        /// Streams that lead to these descriptors.
        package init(input: Int32, output: Int32, errors: Int32) {
            self.input = input
            self.output = output
            self.errors = errors
        }
    }

    /// The environment of everything the lab starts.
    ///
    /// Nothing of the person's own comes through: `LDAPRC`, `LDAPTLS_…`,
    /// `KRB5_CONFIG` or `PYTHONPATH` would make one lab behave unlike another.
    static let environment = [
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "LDAPCONF": "/dev/null", "HOME": "/nonexistent",
    ]

    /// `POSIX_SPAWN_SETSID`: glibc and musl hide it from programs that do not ask for every extension.
    #if canImport(Darwin)
        private static let newSession = Int32(POSIX_SPAWN_SETSID)
    #else
        private static let newSession: Int32 = 0x80
    #endif

    /// Starts a program and returns its process number, or the error number for which it could not be started.
    ///
    /// - Parameter detached: in a session of its own, so that neither the end of this program nor Ctrl-C in its
    ///   terminal reaches it.
    package static func spawn(
        _ executable: String,
        _ arguments: [String],
        environment: [String: String],
        streams: Streams,
        detached: Bool
    ) -> Result<Int32, ProcessFailure> {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, streams.input, 0)
        posix_spawn_file_actions_adddup2(&actions, streams.output, 1)
        posix_spawn_file_actions_adddup2(&actions, streams.errors, 2)
        // A server that kept the write end of a pipe which this program inherited would keep its reader waiting for
        // as long as it runs; and sockets and locks are nobody else's.
        var flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
        #if canImport(Darwin)
            flags |= Int32(POSIX_SPAWN_CLOEXEC_DEFAULT)
        #else
            // glibc's addclosefrom_np is not visible from Swift; a file that is closed meanwhile does no harm.
            let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
            for number in open.compactMap({ Int32($0) }) where number > 2 {
                posix_spawn_file_actions_addclose(&actions, number)
            }
        #endif
        if detached { flags |= newSession }
        var mask = sigset_t()
        sigemptyset(&mask)
        posix_spawnattr_setsigmask(&attributes, &mask)
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for signal in [SIGTERM, SIGINT, SIGHUP, SIGPIPE, SIGQUIT, SIGCHLD] { sigaddset(&defaults, signal) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, Int16(truncatingIfNeeded: flags))

        var number: pid_t = 0
        let variables = environment.map { "\($0.key)=\($0.value)" }.sorted()
        let code = withCStrings([executable] + arguments) { arguments in
            withCStrings(variables) { variables in
                posix_spawn(&number, executable, &actions, &attributes, arguments, variables)
            }
        }
        return code == 0 ? .success(number) : .failure(ProcessFailure(errorNumber: code))
    }

    private static func withCStrings<R>(
        _ strings: [String],
        _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> R
    ) -> R {
        var pointers = strings.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return body(&pointers)
    }
}
