import ArgumentParser

/// The command `dryad pending …`.
struct PendingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pending",
        abstract: "Look at what would be exported.",
        subcommands: [PendingListCommand.self, PendingExportCommand.self, PendingCompareCommand.self]
    )
}
