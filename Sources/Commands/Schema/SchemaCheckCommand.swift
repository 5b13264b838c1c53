import ArgumentParser
import WizardTasks

/// The command `dryad schema check`.
struct SchemaCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Ask each forest, at little cost, whether its schema has changed since the last refresh.",
        discussion: """
            A server is asked once, for the marks that move with its schema: schemaInfo of Active Directory and Samba, \
            elsewhere the definitions' number and time or their digest. A forest that is a file is read. Nothing changes.

            The exit code is 0 when every cached schema is current, 2 when a refresh is due, and 1 when some forest could \
            not be asked or its answer does not tell, whatever the others said.
            """
    )

    @Argument(help: "Only these forests.")
    var forests: [String] = []
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let findings = try await CheckSchema(in: try await workspace.open()).run(forests: forests)
        try output.show(SchemaCheckReport(findings))
        if findings.contains(where: { $0.state == .failed || $0.state == .untold }) { throw OutcomeCode.failed }
        if findings.contains(where: { $0.state == .due }) { throw OutcomeCode.pending }
    }
}
