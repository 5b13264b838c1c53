public import Foundation
import Lab
import Synchronization

/// A program that a test has started.
///
/// Foundation's `Process` is not used for it: where this process has more than a thousand descriptors open, as tests that
/// run side by side do, it reads past the end of their list and may end the whole run
/// (its `findMaximumOpenFromProcSelfFD` copies 256 bytes of each entry however short it is).
public final class StartedProgram: Sendable {
    /// How a program ended.
    public enum End: Sendable, Hashable {
        /// By itself, with this exit code.
        case exit(Int32)
        /// By this signal.
        case signal(Int32)
    }

    /// Why a program did not start.
    public struct NotStarted: Error, CustomStringConvertible {
        /// What happened.
        public let description: String
    }

    /// Its number.
    public let processIdentifier: Int32
    private let end = Mutex(End?.none)

    /// Starts a program; a stream that is not given leads to the null device.
    ///
    /// - Parameters:
    ///   - folder: where it starts; this process's own folder when it is not given.
    ///   - environment: all of its environment.
    public init(
        _ program: String,
        _ arguments: [String],
        in folder: URL? = nil,
        environment: [String: String] = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"],
        input: FileHandle = .nullDevice,
        output: FileHandle = .nullDevice,
        errors: FileHandle = .nullDevice
    ) throws {
        // What starts a program cannot say where, and a shell can: it is gone when the program runs.
        let command =
            folder.map {
                ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", $0.path(percentEncoded: false), program] + arguments
            } ?? [program] + arguments
        let spawned = ProcessLauncher.spawn(
            command[0],
            Array(command.dropFirst()),
            environment: environment,
            streams: .init(
                input: input.fileDescriptor,
                output: output.fileDescriptor,
                errors: errors.fileDescriptor
            ),
            detached: false
        )
        switch spawned {
        case .success(let number): processIdentifier = number
        case .failure(let reason): throw NotStarted(description: "\(program) could not be started: \(reason)")
        }
    }

    /// Whether it has not ended yet.
    public var isRunning: Bool {
        end.withLock { end in
            guard end == nil else { return false }
            var information = siginfo_t()
            // Nothing is written where nothing has ended.
            guard waitid(P_PID, id_t(processIdentifier), &information, WEXITED | WNOWAIT | WNOHANG) == 0 else {
                return false
            }
            return information.si_signo == 0
        }
    }

    /// Waits for its end.
    @discardableResult
    public func waitUntilExit() -> End {
        var information = siginfo_t()
        while waitid(P_PID, id_t(processIdentifier), &information, WEXITED | WNOWAIT) == -1, errno == EINTR {}
        return end.withLock { end in
            if let end { return end }
            var status: Int32 = 0
            while waitpid(processIdentifier, &status, 0) == -1, errno == EINTR {}
            let signal = status & 0x7F
            let seen: End = signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
            end = seen
            return seen
        }
    }

    /// Its exit code, or 128 and the number of the signal; waits for its end.
    public var terminationStatus: Int32 {
        switch waitUntilExit() {
        case .exit(let code): code
        case .signal(let number): 128 + number
        }
    }
}
