import ArgumentParser
import Plans
import WizardTasks

/// The command `dryad staging …`.
struct StagingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "staging",
        abstract: "Configure staging mode: whether exports are held back.",
        subcommands: [StagingShowCommand.self, StagingOnCommand.self, StagingOffCommand.self]
    )
}

/// The command `dryad staging show`.
struct StagingShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show whether staging mode is on.")

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let workspace = try await workspace.open()
        let plan = try await SwitchStagingMode(in: workspace).plan(to: workspace.configuration.isStaging)
        guard let content = plan.content.staging else { return }
        try output.show(StagingReport(content: content, hazards: [], isApplied: false))
    }
}

/// The command `dryad staging on`.
struct StagingOnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "on", abstract: "Hold every export back.")

    @OptionGroup var settings: SettingsOptions

    func run() async throws { try await settings.carryOut(.staging(StagingRequest(isOn: true))) }
}

/// The command `dryad staging off`.
struct StagingOffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "off", abstract: "Let exports go to the tenant.")

    @OptionGroup var settings: SettingsOptions

    func run() async throws { try await settings.carryOut(.staging(StagingRequest(isOn: false))) }
}
