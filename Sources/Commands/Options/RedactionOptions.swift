import ArgumentParser
import Plans
import WizardTasks

/// Whether names are replaced in what is shown of a plan.
struct RedactionOptions: ParsableArguments {
    @Flag(
        help: """
            Replace names and values of directories, rules and people by keyed hashes, in everything that is shown; the \
            file of --plan is not changed.
            """
    )
    var redact = false
    @Option(
        help: ArgumentHelp(
            """
            The file of the key, 16 bytes at least, its owner's alone: the same names get the same hashes in every report \
            with this key. A new key is made without it.
            """,
            valueName: "file"
        )
    )
    var redactKey: String?

    func validate() throws {
        guard redact || redactKey == nil else { throw ValidationError("--redact-key goes with --redact.") }
    }

    /// The redaction that was asked for; made before anything is changed, since a key may be refused.
    func redaction() throws -> Redaction? {
        guard redact else { return nil }
        return Redaction(key: try redactKey.map(RedactionKeyFile.read) ?? .random())
    }
}
