import ArgumentParser
import Lab

/// The command `dryad lab install`.
struct LabInstallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "install",
        abstract: "Let something happen in a forest of the lab: a schema upgrade or an extension.",
        discussion: """
            device    Windows Server 2012 R2: upgrades a domain controller's schema, or adds device classes to slapd
            exchange  an Exchange-like extension, added while slapd runs

            Refused for every server that this lab did not start.
            """
    )

    @Argument(help: "What to install: device or exchange.")
    var feature: LabFeature
    @Option(help: "The forest.")
    var forest: String
    @OptionGroup var options: LabOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let changed = try await options.lab.install(feature, on: forest, report: LabReport.tell)
        try output.show(LabReport(result: [changed]))
    }
}
