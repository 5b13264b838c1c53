import ArgumentParser

/// The command `dryad expr …`.
struct ExprCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "expr",
        abstract: "Check and try out expressions of synchronization rules.",
        subcommands: [
            ExprCheckCommand.self, ExprEvalCommand.self, ExprExplainCommand.self, ExprHelpCommand.self,
        ]
    )
}
