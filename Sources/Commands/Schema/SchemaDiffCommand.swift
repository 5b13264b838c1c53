import ArgumentParser
import WizardTasks

/// The command `dryad schema diff`.
struct SchemaDiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two schemas, wherever they are.",
        discussion: SchemaSourceHelp.text + " The exit code is 2 when something differs."
    )

    @Argument(help: ArgumentHelp("The older schema.", valueName: "from"))
    var old: String
    @Argument(help: ArgumentHelp("The newer schema.", valueName: "to"))
    var new: String
    @Flag(help: "Report what says nothing of objects as well, and list every name.")
    var all = false
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (from, to) = (try SchemaSource(old), try SchemaSource(new))
        let schemas = workspace.schemas
        async let before = schemas.read(from)
        async let after = schemas.read(to)
        let report = SchemaDiffReport(try await before, try await after, all: all)
        try output.show(report)
        if report.isCutOff { throw OutcomeCode.failed }
        if !report.isEmpty { throw OutcomeCode.pending }
    }
}
