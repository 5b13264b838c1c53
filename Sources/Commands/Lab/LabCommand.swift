import ArgumentParser

/// The command `dryad lab …`.
struct LabCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lab",
        abstract: "Real forests on loopback addresses, to try things on.",
        discussion: """
            The lab serves one forest by Samba's domain controller, where this machine can run it, and others by slapd. \
            It touches nothing that it did not start itself.
            """,
        subcommands: [LabUpCommand.self, LabStatusCommand.self, LabInstallCommand.self, LabDownCommand.self]
    )
}
