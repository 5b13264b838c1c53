import ArgumentParser

/// The command `dryad plan …`.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Look at a plan in a file.",
        subcommands: [PlanShowCommand.self]
    )
}
