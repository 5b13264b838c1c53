import ArgumentParser

/// The command `dryad sync …`.
struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Run the synchronization, and look at earlier runs.",
        subcommands: [SyncRunCommand.self, SyncHistoryCommand.self]
    )
}
