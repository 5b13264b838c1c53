import ArgumentParser

/// The command `dryad forest …`.
struct ForestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forest",
        abstract: "Add, list and try the forests of a workspace.",
        subcommands: [ForestAddCommand.self, ForestListCommand.self, ForestTestCommand.self, ForestTrustCommand.self]
    )
}
