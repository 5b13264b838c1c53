import ArgumentParser
import Connectors
import WizardTasks

/// The command `dryad forest test`.
struct ForestTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Look a forest over: how it is reached, what it is, what this account may read.",
        discussion: "Each line is ok, warning or failed, with what to do. The exit code is 1 when one has failed."
    )

    @Argument(help: "The forest.")
    var name: String
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let checks = try await DescribeForests(in: try await workspace.open()).run(name)
        try output.show(DirectoryCardReport(name: name, checks: checks))
        if checks.contains(where: { $0.verdict == .failed }) { throw OutcomeCode.failed }
    }
}
