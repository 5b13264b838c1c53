import ArgumentParser
import Diagnostics
import Foundation
import SQLiteStore

/// Where the program begins and ends: runs the command that was typed, says what went wrong, and exits.
public enum Entry {
    /// Runs the command line of this process and never returns.
    public static func run() async -> Never {
        keepMemoryTogether()
        let task = Task { await outcome() }
        let interruption = Interruption { task.cancel() }
        let code = await task.value
        withExtendedLifetime(interruption) {}
        exit(code)
    }

    private static func outcome() async -> Int32 {
        do {
            var command = try DryadCommand.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return OutcomeCode.done.rawValue
        } catch let outcome as OutcomeCode {
            return outcome.rawValue
        } catch {
            return report(error)
        }
    }

    private static func report(_ error: any Error) -> Int32 {
        let known = DryadCommand.exitCode(for: error)
        if error is ExitCode || known != .failure || error is CleanExit {
            let message = DryadCommand.fullMessage(for: error)
            if !message.isEmpty { known == .success ? print(message) : Output.note(message) }
            return known.rawValue
        }
        if error is CancellationError || Task.isCancelled {
            Output.note("Stopped. What was not finished was not put in place; what had been sent stays sent.")
            return 130
        }
        let error = StoreError(database: error) ?? error
        // Names from the command line and from servers are in it; its own line ends are not to be written out.
        let lines = "\(error)".split(separator: "\n", omittingEmptySubsequences: false).map {
            Terminal.visible(String($0))
        }
        Output.note(Output.style(forErrors: true).bad("error: ") + lines.joined(separator: "\n"))
        return OutcomeCode(for: error).rawValue
    }
}
