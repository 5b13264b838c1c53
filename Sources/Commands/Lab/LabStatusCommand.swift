import ArgumentParser
import Lab

/// The command `dryad lab status`.
struct LabStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show the forests of the lab, where they are and whether they run."
    )

    @Option(help: "Only this forest; exit code 1 when it does not run.")
    var forest: String?
    @OptionGroup var options: LabOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let forests = try options.lab.status().filter { forest == nil || $0.name == forest }
        try output.show(LabReport(result: forests))
        if forest != nil, !forests.contains(where: \.isRunning) { throw OutcomeCode.failed }
    }
}
