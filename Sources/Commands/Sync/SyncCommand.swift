import ArgumentParser

/// The command `dryad sync …`.
struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Run the synchronization, look at it, stop it, and look at earlier runs.",
        subcommands: [
            SyncRunCommand.self, SyncStatusCommand.self, SyncStopCommand.self, SyncHistoryCommand.self,
        ]
    )
}
