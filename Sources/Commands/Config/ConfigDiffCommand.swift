import ArgumentParser
import SyncRules
import WizardTasks

/// The command `dryad config diff`.
struct ConfigDiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract:
            "Compare two servers by their exported configurations, such as the active one and one in staging mode.",
        discussion: """
            An export is the folder that `Get-ADSyncServerConfiguration -Path` wrote. Compared are staging mode, \
            connectors, filters, sign-in, rules, features, attributes, run profiles, options and schemas. Connectors are \
            paired by the forest that they read. GUIDs, the case of names, times, watermarks, what is a server's own, and \
            numbers of rules alone make no difference; that one of two servers is in staging mode makes none either. No \
            workspace is needed and none is changed. The exit code is 2 when something differs, and 1 when an export, or a \
            part of one, could not be read.
            """
    )

    @Argument(help: ArgumentHelp("The first server's export, such as the active one's.", valueName: "export-a"))
    var old: String
    @Argument(help: ArgumentHelp("The second server's export.", valueName: "export-b"))
    var new: String
    @Flag(help: "List every name and every facet.")
    var all = false
    @Option(help: "Show it as a document: markdown for a pull request, html for a browser.")
    var format: ReportForm?
    @Option(
        help: ArgumentHelp(
            "Write the document to a file; its ending, .md or .html, tells the form too.",
            valueName: "file"
        )
    )
    var to: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let to, format == nil, ReportForm(ending: to) == nil {
            throw ValidationError("The ending of \(to) tells no form: give --format markdown or --format html.")
        }
        guard output.output == .text || format == nil && to == nil else {
            throw ValidationError("--output json prints the data; --format and --to make a document of it.")
        }
    }

    func run() async throws {
        let servers = try CompareServers(from: old, to: new)
        if let form = format ?? to.flatMap(ReportForm.init(ending:)) {
            try ServerDocument(servers: servers, form: form).show(to: to)
        } else {
            try output.show(ConfigDiffReport(servers, listsAll: all))
        }
        if !servers.diff.isComplete { throw OutcomeCode.failed }
        if !servers.diff.isEmpty { throw OutcomeCode.pending }
    }
}
