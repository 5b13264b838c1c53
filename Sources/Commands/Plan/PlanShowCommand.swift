import ArgumentParser
import WizardTasks

/// The command `dryad plan show`.
struct PlanShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a plan that was written to a file; works without its workspace, and after it was applied."
    )

    @Argument(help: "The file.")
    var file: String
    @Flag(help: "List every name and every facet.")
    var all = false
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try output.show(RefreshReport(plan: try PlanFile.read(file).plan, stage: .shown, listsAll: all))
    }
}
