import ArgumentParser

/// The command `dryad schema …`.
struct SchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Refresh the directory schema; read, compare and check schemas wherever they are.",
        subcommands: [
            SchemaRefreshCommand.self, SchemaCheckCommand.self, SchemaWatchCommand.self, SchemaMatrixCommand.self,
            SchemaShowCommand.self, SchemaDiffCommand.self, SchemaHistoryCommand.self, SchemaExportCommand.self,
            SchemaCheckSyntaxCommand.self,
            SchemaDecideCommand.self, SchemaDecisionsCommand.self,
        ]
    )
}
