import ArgumentParser
import WizardTasks

/// The command `dryad schema show`.
struct SchemaShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a schema, wherever it is: its size, what in it cannot be read, single definitions.",
        discussion: SchemaSourceHelp.text
    )

    @Argument(help: ArgumentHelp("Where the schema is.", valueName: "source"))
    var source: String
    @Argument(help: "Only these attributes and classes, in full.")
    var names: [String] = []
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let schema = try await workspace.schemas.read(try SchemaSource(source))
        try output.show(SchemaReport(schema, names: names))
        if schema.isCutOff { throw OutcomeCode.failed }
    }
}
