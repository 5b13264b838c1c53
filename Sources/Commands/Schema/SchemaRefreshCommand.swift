import ArgumentParser
import Plans
import WizardTasks

/// The command `dryad schema refresh`.
struct SchemaRefreshCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refresh",
        abstract: "Read the live schemas, compare them with the cached ones, regenerate the rules.",
        discussion: """
            Without --yes a plan is shown, nothing changes, and the exit code is 2 when something would change. All \
            forests are selected unless some are named. A forest that cannot be read whole stays as it is.
            """
    )

    @Option(help: "Only this forest; may be given several times.")
    var forest: [String] = []
    @Option(help: "Not this forest; may be given several times.")
    var exclude: [String] = []
    @Option(help: ArgumentHelp("Read a forest's schema from somewhere else.", valueName: "forest=source"))
    var live: [String] = []
    @Option(help: ArgumentHelp("Write the plan to a file, for `dryad apply`.", valueName: "file"))
    var plan: String?
    @Option(
        help: ArgumentHelp("Write a report of the plan to a file, which ends in .md or .html.", valueName: "file")
    )
    var report: String?
    @OptionGroup var merging: MergeOptions
    @Flag(help: "Apply the plan.")
    var yes = false
    @Flag(help: "List every name of a first refresh, and every facet that differs.")
    var all = false
    @OptionGroup var redaction: RedactionOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard live.allSatisfy({ $0.split(separator: "=", maxSplits: 1).count == 2 }) else {
            throw ValidationError("--live is FOREST=SOURCE, such as contoso.test=after.ldif.")
        }
        if let report, ReportForm(ending: report) == nil {
            throw ValidationError("--report is a file that ends in .md or .html.")
        }
    }

    func run() async throws {
        let redaction = try redaction.redaction()
        let workspace = try await workspace.open()
        let task = RefreshSchema(in: workspace)
        let progress = ProgressLine()
        let files = live.map { $0.split(separator: "=", maxSplits: 1).map(String.init) }.map { ($0[0], $0[1]) }
        defer { progress.finish() }
        let preparation = try await task.prepare(
            forests: forest,
            excluding: exclude,
            live: Dictionary(files, uniquingKeysWith: { _, last in last }),
            merge: try merging.request(in: workspace.configuration),
            report: progress.report
        )
        progress.finish()
        let content = preparation.plan.content
        let applies = yes && !content.isEmpty
        let shown = try redaction?.redact(preparation.plan) ?? preparation.plan
        if let plan { try PlanFile.write(preparation.plan, to: plan) }
        if let report, let form = ReportForm(ending: report) {
            try PlanDocument(plan: shown, form: form).show(to: report)
        }
        // Where nothing differs what the servers show is noted all the same.
        if yes { try await task.apply(preparation) }
        try output.show(
            RefreshReport(plan: shown, stage: applies ? .applied : .planned(file: plan), listsAll: all)
        )
        if !content.failures.isEmpty { throw OutcomeCode.failed }
        if !content.isEmpty, !yes { throw OutcomeCode.pending }
    }
}
