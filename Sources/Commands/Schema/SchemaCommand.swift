import ArgumentParser

/// The command `dryad schema …`.
struct SchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Refresh the directory schema, and look at what is cached.",
        subcommands: [SchemaRefreshCommand.self, SchemaHistoryCommand.self]
    )
}
