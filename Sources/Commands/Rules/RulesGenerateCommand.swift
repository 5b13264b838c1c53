import ArgumentParser
import Diagnostics
import SyncRules
import WizardTasks

/// The command `dryad rules generate`.
struct RulesGenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Generate the standard rules from schemas and options, without a workspace.",
        discussion: """
            \(SchemaSourceHelp.text) An exported configuration, or a connector of one, is taken with its name. The same \
            schemas and options give the same rules, byte for byte. Options are \
            \(RuleOptionSetting.keys.map { "\($0.key) (\($0.takes))" }.joined(separator: "; ")). The exit code is 1 when \
            no rule can be made for a forest.
            """
    )

    @Option(
        help: ArgumentHelp("A forest's schema; once for each forest, in the order of creation.", valueName: "source")
    )
    var schema: [String]
    @Option(help: ArgumentHelp("An option.", valueName: "key=value"))
    var option: [String] = []
    @Option(
        help: ArgumentHelp("Take the options of a server's exported configuration first.", valueName: "folder")
    )
    var optionsFrom: String?
    @Option(help: ArgumentHelp("Write the rules in this form instead: entra-xml, powershell, yaml.", valueName: "form"))
    var format: ExportRules.Form?
    @Option(help: ArgumentHelp("Where to write that form to, instead of to the output.", valueName: "path"))
    var to: String?
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let wrong = option.first(where: { RuleOptionSetting($0) == nil }) {
            throw ValidationError("--option is KEY=VALUE, such as exchangeHybrid=on, not \(wrong).")
        }
        guard to == nil || format != nil else { throw ValidationError("--to needs --format.") }
        guard output.output == .text || format == nil else {
            throw ValidationError("--output json prints the rules as data; --format writes them in another form.")
        }
        guard to != nil || format?.isFolder != true else {
            throw ValidationError("--format \(format?.rawValue ?? "") is a folder of files: give --to.")
        }
    }

    func run() async throws {
        let (base, problems) = try optionsFrom.map { try GenerateRules.options(ofServer: $0) } ?? (.standard, [])
        for problem in problems { Output.note(Terminal.visible("warning: \(problem)")) }
        let options = try GenerateRules.options(option.compactMap { RuleOptionSetting($0) }, on: base)
        let outcome = try await GenerateRules(sources: workspace.schemas).run(schema, options: options)
        if let format {
            let rules = ExportRules(outcome.export)
            if let to {
                let files = try rules.write(format, to: to).files
                print(
                    "\(WordList.count(rules.rules.count, "rule")) written to \(WordList.count(files.count, "file")) in \(to)."
                )
            } else {
                print(rules.text(format).text)
            }
            for reason in outcome.unusable { Output.note(Terminal.visible("error: \(reason)")) }
        } else {
            try output.show(RulesGenerateReport(outcome))
        }
        if !outcome.unusable.isEmpty { throw OutcomeCode.failed }
    }
}
