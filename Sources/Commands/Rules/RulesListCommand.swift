import ArgumentParser
import Directory
import SQLiteStore
import SyncRules
import WizardTasks

/// The command `dryad rules list`.
struct RulesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the rules by precedence."
    )

    @Option(help: "Only the rules of this forest.")
    var forest: String?
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let workspace = try await workspace.open()
        let wanted = try forest.map { try workspace.configuration.forest(named: $0).connector }
        let rules = try await workspace.store.generatedRules().rules
        let shown = rules.filter { wanted == nil || $0.identity.connector == wanted }
        try output.show(
            RulesListReport(
                result: shown.map {
                    RulesListReport.Rule($0, connector: workspace.configuration.name(of: $0.identity.connector))
                }
            )
        )
    }
}

/// Rules by precedence.
struct RulesListReport: Report {
    struct Rule: Encodable {
        let precedence: Int
        let name: String
        let connector: String
        let direction: String
        let from: String
        let to: String
        let link: String
        let flows: Int
        let tag: String

        init(_ rule: SyncRule, connector: String) {
            precedence = rule.precedence
            name = rule.name
            self.connector = connector
            direction = rule.direction.rawValue
            from = rule.sourceClass.spelling
            to = rule.targetClass.spelling
            link = rule.link.rawValue
            flows = rule.flows.count
            tag = rule.identity.tag
        }
    }

    static let kind = "rules.list"
    let result: [Rule]

    func text(_ style: Style) -> String {
        guard !result.isEmpty else { return "There are no rules yet; `dryad schema refresh` generates them." }
        var table = TextTable(
            ["precedence", "rule", "connector", "from", "to", "link", "flows"],
            rightAligned: [0, 6]
        )
        for rule in result {
            table.add(["\(rule.precedence)", rule.name, rule.connector, rule.from, rule.to, rule.link, "\(rule.flows)"])
        }
        return table.text(style)
    }
}
