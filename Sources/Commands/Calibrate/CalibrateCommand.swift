import ArgumentParser
import WizardTasks

/// The command `dryad calibrate`.
struct CalibrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract: "Say how far Dryad agrees with a real server, by rule and attribute, with the objects that differ.",
        discussion: """
            The file is what csexport "CONNECTOR" FILE /f:x made on a server that synchronizes the same forests. What each \
            object in it should become is held against what Dryad makes of it. Objects for which the server has no pending \
            export are not in the file and are not compared. The exit code is 2 when something differs.
            """
    )

    @Argument(help: ArgumentHelp("The file of csexport.", valueName: "csexport"))
    var file: String
    @Option(help: "How many differences to list; 0 lists all.")
    var limit = 20
    @OptionGroup var redaction: RedactionOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let redaction = try redaction.redaction()
        let found = try await Calibrate(in: try await workspace.open()).run(file)
        let calibration = redaction.map { $0.redact(found) } ?? found
        try output.show(CalibrateReport(result: calibration, limit: limit, width: Output.width))
        if !found.differences.isEmpty || !found.missing.isEmpty || !found.kept.isEmpty { throw OutcomeCode.pending }
    }
}
