import ArgumentParser
import WizardTasks

/// The command `dryad device-options …`.
struct DeviceOptionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "device-options",
        abstract: "Configure device options: hybrid join and device writeback.",
        subcommands: [DeviceHybridJoinCommand.self, DeviceWritebackCommand.self]
    )
}

/// The command `dryad device-options hybrid-join`.
struct DeviceHybridJoinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hybrid-join",
        abstract: "Plan that computers of the forests are joined to the tenant too; --yes does it."
    )

    @OptionGroup var settings: SettingsOptions

    func run() async throws { try await settings.carryOut(.devices(DeviceRequest(hybridJoin: true))) }
}

/// The command `dryad device-options writeback`.
struct DeviceWritebackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "writeback",
        abstract: "Plan whether devices of the tenant are written back to a forest; --yes does it."
    )

    /// Whether they are.
    enum Switch: String, ExpressibleByArgument, CaseIterable {
        case on, off
    }

    @Argument(help: "Whether they are.")
    var state: Switch
    @Option(help: "The forest, where there are several.")
    var forest: String?
    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await settings.carryOut(.devices(DeviceRequest(writeback: state == .on, forest: forest)))
    }
}
