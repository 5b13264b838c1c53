import ArgumentParser
import WizardTasks

/// The command `dryad schema decisions`.
struct SchemaDecisionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decisions",
        abstract: "List what was decided about differences of schemas, by whom, when and why."
    )

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let decisions = try DecideSchemaChanges(in: try await workspace.open()).decisions()
        try output.show(DecisionsReport(result: decisions))
    }
}
