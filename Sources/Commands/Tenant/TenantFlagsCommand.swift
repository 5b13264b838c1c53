import ArgumentParser
import WizardTasks

/// The command `dryad tenant flags`.
struct TenantFlagsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "flags",
        abstract: "Show the features of synchronization that the tenant has switched on, and switch them."
    )

    @Option(help: ArgumentHelp("Switch a feature on; may be repeated.", valueName: "name"))
    var on: [String] = []
    @Option(help: ArgumentHelp("Switch a feature off; may be repeated.", valueName: "name"))
    var off: [String] = []
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let workspace = try await workspace.open()
        let task = ConfigureTenant(in: workspace)
        for name in on { try await task.set(feature: name, to: true) }
        for name in off { try await task.set(feature: name, to: false) }
        try output.show(TenantFlagsReport(result: try await TenantOverview.read(workspace).features))
    }
}

/// The features of synchronization.
struct TenantFlagsReport: Report {
    static let kind = "tenant.flags"
    let result: [TenantOverview.Feature]

    func text(_ style: Style) -> String {
        var table = TextTable(["feature", "state"])
        for one in result { table.add([one.name, one.isOn ? "on" : "off"]) }
        return table.text(style)
    }
}
