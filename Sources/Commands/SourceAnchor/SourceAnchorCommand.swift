import ArgumentParser
import WizardTasks

/// The command `dryad source-anchor …`.
struct SourceAnchorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "source-anchor",
        abstract: "Configure source anchor: from objectGUID to mS-DS-ConsistencyGuid, one way.",
        subcommands: [SourceAnchorSwitchCommand.self]
    )
}

/// The command `dryad source-anchor switch`.
struct SourceAnchorSwitchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "switch",
        abstract: "Plan the switch; --yes does it. Refused where an imported object has a value already."
    )

    @OptionGroup var settings: SettingsOptions

    func run() async throws { try await settings.carryOut(.sourceAnchor(SourceAnchorRequest())) }
}
