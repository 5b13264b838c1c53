import Foundation

/// Starts a server in a session of its own, with its output in a file.
enum ServerLog {
    /// Starts a server and returns when it answers; one that does not is stopped again.
    static func start(
        _ tool: Tool,
        _ arguments: [String],
        output: String,
        answersAt url: String,
        log: String
    ) async throws -> ProcessIdentity {
        let process = try launch(tool, arguments, log: output)
        do {
            try await ServerProbe(url: url).wait(for: process, log: log)
        } catch {
            await process.stop()
            throw error
        }
        return process
    }

    private static func launch(_ tool: Tool, _ arguments: [String], log: String) throws(LabError) -> ProcessIdentity {
        let input = open("/dev/null", O_RDONLY | O_CLOEXEC)
        let output = open(log, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0o600)
        defer {
            close(input)
            close(output)
        }
        guard input >= 0, output >= 0 else { throw LabError(.folder, "The log \(log) cannot be written.") }
        let spawned = ProcessLauncher.spawn(
            tool.path,
            arguments,
            environment: ProcessLauncher.environment,
            streams: .init(input: input, output: output, errors: output),
            detached: true
        )
        guard case .success(let number) = spawned, let process = ProcessIdentity.current(number) else {
            throw LabError(.serverFailed, "\(tool.path) could not be started. Its last words are in \(log).")
        }
        return process
    }
}
