import ArgumentParser
import SyncRules

/// The command `dryad rules catalogue`.
struct RulesCatalogueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue",
        abstract: "Browse the standard rules before they are fitted to a forest.",
        discussion: "dryad rules catalogue \"User Exchange\""
    )

    @Argument(help: "Only rules that have this in their names, with all that they hold.")
    var name: String?
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let templates = try RuleCatalogue.standard().templates
        let wanted = name.map { word in templates.filter { $0.name.lowercased().contains(word.lowercased()) } }
        try output.show(RulesCatalogueReport(templates: wanted ?? templates, isDetailed: name != nil))
        if wanted?.isEmpty == true { throw OutcomeCode.failed }
    }
}
