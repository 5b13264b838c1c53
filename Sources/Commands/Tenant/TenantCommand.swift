import ArgumentParser
import WizardTasks

/// The command `dryad tenant …`.
struct TenantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenant",
        abstract: "Look into the simulated tenant.",
        subcommands: [TenantShowCommand.self]
    )
}

/// The command `dryad tenant show`.
struct TenantShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Count the objects that the tenant holds."
    )

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try output.show(TenantReport(result: try await TenantOverview.read(try await workspace.open())))
    }
}

/// What the tenant holds.
struct TenantReport: Report {
    static let kind = "tenant"
    let result: TenantOverview

    func text(_ style: Style) -> String {
        let total = result.objects.values.reduce(0, +)
        guard total > 0 else { return "The tenant is empty." }
        var table = TextTable(["class", "objects"], rightAligned: [1])
        for (name, count) in result.objects.sorted(by: { $0.key < $1.key }) { table.add([name, "\(count)"]) }
        return "The tenant holds \(WordList.count(total, "object")).\n\n" + table.text(style)
    }
}
