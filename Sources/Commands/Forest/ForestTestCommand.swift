import ArgumentParser
import WizardTasks

/// The command `dryad forest test`.
struct ForestTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Sign in to a forest and show what it says of itself."
    )

    @Argument(help: "The forest.")
    var name: String
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let description = try await DescribeForests(in: try await workspace.open()).run(name)
        try output.show(ForestReport(name: name, description: description, verb: "can be read"))
    }
}
