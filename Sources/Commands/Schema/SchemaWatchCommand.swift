import ArgumentParser
import Foundation
import Plans
import WizardTasks

/// The command `dryad schema watch`.
struct SchemaWatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Check again and again, and print a line when a forest's state changes.",
        discussion: """
            Each look is what `dryad schema check` does: one sign-in for each forest. The first look prints a line for each \
            forest. A forest that cannot be asked is told once, and asked again. Ctrl-C ends it with 130.
            """
    )

    @Argument(help: "Only these forests.")
    var forests: [String] = []
    @Option(help: ArgumentHelp("Wait so many seconds after each look; 5 or more.", valueName: "seconds"))
    var interval = 60
    @Flag(help: "End with exit code 2 as soon as a refresh is due.")
    var untilDue = false
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (5...86_400).contains(interval) else {
            throw ValidationError("--interval is a number of seconds from 5 to 86400, which is a day.")
        }
    }

    func run() async throws {
        let style = Output.style(forErrors: false)
        let format = output.output
        try await WatchSchema(in: try await workspace.open()).run(
            forests: forests,
            every: .seconds(interval),
            untilDue: untilDue
        ) { change in
            let line =
                format == .json
                ? String(decoding: try CanonicalJSON.encode(change), as: UTF8.self)
                : "\(change.time)  \(SchemaCheckReport.line(change.finding, style))"
            // Whoever reads along must see it now, also through a pipe.
            FileHandle.standardOutput.write(Data((line + "\n").utf8))
        }
        throw OutcomeCode.pending
    }
}
