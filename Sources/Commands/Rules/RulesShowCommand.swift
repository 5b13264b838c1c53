import ArgumentParser
import SyncRules
import WizardTasks

/// The command `dryad rules show`.
struct RulesShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a rule as a person reads it."
    )

    @Argument(help: "The rule's name, or a part of it.")
    var name: String
    @Option(help: ArgumentHelp("Where the rules are: files, or a workspace.", valueName: "path"))
    var from = "."
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let export = try await RuleSets(surroundings: .real).read(from)
        let exact = export.rules.filter { $0.name.lowercased() == name.lowercased() }
        let found = exact.isEmpty ? export.rules.filter { $0.name.lowercased().contains(name.lowercased()) } : exact
        guard !found.isEmpty else {
            throw ValidationError("No rule of \(from) is called \(name). `dryad rules list` lists them.")
        }
        try output.show(RulesShowReport(found, export))
    }
}
