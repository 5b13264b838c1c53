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

    /// Plans a switch, applies it when that is wanted, and shows it.
    static func change(to isOn: Bool, _ options: WorkspaceOptions, _ output: OutputOptions, applies: Bool) async throws
    {
        let task = SwitchStagingMode(in: try await options.open())
        let plan = try await task.plan(to: isOn)
        let differs = plan.content.from != isOn
        if applies, differs { try await task.apply(plan) }
        try output.show(StagingReport(content: plan.content, hazards: plan.hazards, isApplied: applies && differs))
        if differs, !applies { throw OutcomeCode.pending }
    }
}

/// The command `dryad staging show`.
struct StagingShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show whether staging mode is on.")

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let workspace = try await workspace.open()
        let plan = try await SwitchStagingMode(in: workspace).plan(to: workspace.configuration.isStaging)
        try output.show(StagingReport(content: plan.content, hazards: [], isApplied: false))
    }
}

/// The command `dryad staging on`.
struct StagingOnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "on", abstract: "Hold every export back.")

    @Flag(help: "Do it; otherwise it is only shown.")
    var yes = false
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws { try await StagingCommand.change(to: true, workspace, output, applies: yes) }
}

/// The command `dryad staging off`.
struct StagingOffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "off", abstract: "Let exports go to the tenant.")

    @Flag(help: "Do it; otherwise it is only shown.")
    var yes = false
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws { try await StagingCommand.change(to: false, workspace, output, applies: yes) }
}
