import ArgumentParser
import Lab

/// The command `dryad lab up`.
struct LabUpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up",
        abstract: "Make and start forests; what runs already is found."
    )

    @Option(help: "A forest to start; may be given several times. contoso.test and fabrikam.test otherwise.")
    var forest: [String] = []
    @Option(help: "What serves the forests: samba or slapd. Otherwise Samba the first and slapd the rest.")
    var kind: ServerKind?
    @Flag(help: "Stay until Ctrl-C, and then stop the servers.")
    var foreground = false
    @OptionGroup var options: LabOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let names = forest.isEmpty ? Lab.standardForests : forest
        try options.lab.check(names)
        if kind == nil { for sentence in LabCapability.current().sentences { Output.note(sentence) } }
        let forests = try await options.lab.up(
            names,
            kind: kind,
            report: LabReport.tell
        )
        try output.show(LabReport(result: forests))
        guard foreground else { return }
        // Nothing wakes it but a signal, which cancels the task.
        while !Task.isCancelled { try? await Task.sleep(for: .seconds(86_400)) }
        try await options.lab.down(report: LabReport.tell)
    }
}
