import ArgumentParser
import WizardTasks

/// The command `dryad joins …`.
struct JoinsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "joins",
        abstract: "Look at how objects of several forests came together.",
        subcommands: [JoinsReportCommand.self]
    )
}

/// The command `dryad joins report`.
struct JoinsReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "For each pair of forests: who is joined and by what, who is ambiguous, who nearly fits.",
        discussion: """
            Criteria are held against the values of the last import. A join is made once, when an object comes into scope: \
            an object that would fit now and has a metaverse object of its own already is listed and stays as it is.
            """
    )

    @Option(help: "How many objects of each kind to list; 0 lists all.")
    var limit = 10
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let reading = try await ReadJoins(in: try await workspace.open()).run()
        try output.show(JoinsReport(result: reading, limit: limit, width: Output.width))
    }
}
