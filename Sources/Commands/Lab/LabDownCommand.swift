import ArgumentParser
import Lab

/// The command `dryad lab down`.
struct LabDownCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "down",
        abstract: "Stop the servers that this lab started; their data stays."
    )

    @OptionGroup var options: LabOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await options.lab.down(report: LabReport.tell)
        try output.show(LabReport(result: try options.lab.status()))
    }
}
