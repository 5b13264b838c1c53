import ArgumentParser
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
        let rules = try await WorkspaceRules.read(workspace).rules
        let shown = rules.filter { wanted == nil || ConnectorID($0.connector) == wanted }
        try output.show(
            RulesListReport(
                result: shown.map {
                    RulesListReport.Rule(
                        $0,
                        connector: workspace.configuration.name(of: ConnectorID($0.connector))
                    )
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
        let disabled: Bool

        init(_ rule: PortableRule, connector: String) {
            precedence = rule.precedence
            name = rule.name
            self.connector = connector
            direction = rule.direction.rawValue.lowercased()
            from = rule.sourceObjectType
            to = rule.targetObjectType
            link = rule.link == .stickyJoin ? "stickyJoin" : rule.link.rawValue.lowercased()
            flows = rule.mappings.count
            tag = rule.immutableTag
            disabled = rule.isDisabled
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
            let name = rule.name + (rule.disabled ? " (disabled)" : "") + (rule.tag.isEmpty ? " (own)" : "")
            table.add(["\(rule.precedence)", name, rule.connector, rule.from, rule.to, rule.link, "\(rule.flows)"])
        }
        return table.text(style)
    }
}
