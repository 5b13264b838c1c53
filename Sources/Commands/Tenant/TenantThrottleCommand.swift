import ArgumentParser
import WizardTasks

/// The command `dryad tenant throttle …`.
struct TenantThrottleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "throttle",
        abstract: "Switch the tenant's throttle, and say how long changes take because of it.",
        subcommands: [
            TenantThrottleForecastCommand.self, TenantThrottleOnCommand.self, TenantThrottleOffCommand.self,
        ],
        defaultSubcommand: TenantThrottleForecastCommand.self
    )

    static func set(_ isOn: Bool, _ options: WorkspaceOptions, _ output: OutputOptions) async throws {
        let workspace = try await options.open()
        try await ConfigureTenant(in: workspace).setThrottle(to: isOn)
        try output.show(TenantReport(result: try await TenantOverview.read(workspace)))
    }
}

/// The command `dryad tenant throttle on`.
struct TenantThrottleOnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "on",
        abstract: "Let the tenant take 7,000 changes in 5 minutes of its own clock."
    )

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws { try await TenantThrottleCommand.set(true, workspace, output) }
}

/// The command `dryad tenant throttle off`.
struct TenantThrottleOffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "off",
        abstract: "Let the tenant take changes as fast as they come."
    )

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws { try await TenantThrottleCommand.set(false, workspace, output) }
}

/// The command `dryad tenant throttle forecast`.
struct TenantThrottleForecastCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast",
        abstract: "Say how long the pending changes would take, or a number of changes."
    )

    @Option(help: ArgumentHelp("How many changes; otherwise those that are pending.", valueName: "number"))
    var changes: Int?
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard changes ?? 0 >= 0 else { throw ValidationError("--changes is a number from 0 on.") }
    }

    func run() async throws {
        let forecast = try await ConfigureTenant(in: try await workspace.open()).forecast(of: changes)
        try output.show(TenantForecastReport(result: forecast))
    }
}

/// How long changes take.
struct TenantForecastReport: Report {
    static let kind = "tenant.forecast"
    let result: ConfigureTenant.Forecast

    func text(_ style: Style) -> String {
        let count = WordList.count(result.changes, "change")
        guard result.wait > 0 else { return "\(count): the throttle lets all of them through at once." }
        return
            "\(count): \(result.phrase) at the tenant's rate; \(DurationText.text(seconds: result.wait)) of waiting until the "
            + "last one is taken."
    }
}
