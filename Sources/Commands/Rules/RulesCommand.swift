import ArgumentParser

/// The command `dryad rules …`.
struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Look at the synchronization rules.",
        subcommands: [
            RulesListCommand.self, RulesShowCommand.self, RulesDiffCommand.self, RulesLintCommand.self,
            RulesImportCommand.self,
            RulesExportCommand.self, RulesWhyCommand.self, RulesCatalogueCommand.self, RulesGenerateCommand.self,
            RulesTryCommand.self,
        ]
    )
}
