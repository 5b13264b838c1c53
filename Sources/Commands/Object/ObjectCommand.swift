import ArgumentParser

/// The command `dryad object …`.
struct ObjectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "object",
        abstract: "Look at one object: what it is everywhere, why, why not, and what would become of it.",
        discussion: """
            Objects are named by principal name, mail address, DN, objectGUID in any form, objectSid (S-1-5-…), \
            immutable id, CN={…} of the tenant's connector space, short account name or display name. A name that several \
            have lists them.
            """,
        subcommands: [ObjectShowCommand.self, ObjectExplainCommand.self, ObjectPreviewCommand.self]
    )
}
