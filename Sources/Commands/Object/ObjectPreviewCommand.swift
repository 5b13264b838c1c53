import ArgumentParser
import WizardTasks

/// The command `dryad object preview`.
struct ObjectPreviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Take one object through import, scope, join, flows and export, and store nothing.",
        discussion: """
            The object is read from its forest as it is now; --set tries other values, without touching the forest. What \
            would be written back to simulated copies of forests is told beside what would be exported. Of objects that are \
            joined, a DN or a GUID names one; of those that share another name, one that gives values is taken. \
            dryad object preview ada@contoso.test --set title=Chair --set proxyAddresses=SMTP:ada@new.test
            """
    )

    @Argument(help: "The object's name, whatever kind of name it is.")
    var name: String
    @Option(
        help: ArgumentHelp(
            """
            Another value for an attribute of the forest; several times for several values, nothing behind = for none. A \
            security identifier is written S-1-5-..., a GUID with dashes, other bytes in Base64.
            """,
            valueName: "attribute=value"
        )
    )
    var set: [String] = []
    @Flag(help: "Take the object as it was imported last, and do not ask the forest.")
    var stored = false
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard set.allSatisfy({ !$0.hasPrefix("=") && $0.contains("=") }) else {
            throw ValidationError("--set is ATTRIBUTE=VALUE, such as title=Chair.")
        }
    }

    func run() async throws {
        let settings = set.map { text in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return PreviewObject.Setting(attribute: parts[0], values: [parts.last ?? ""])
        }
        let task = PreviewObject(in: try await workspace.open())
        let preview = try await task.run(name, set: settings, isLive: !stored)
        try output.show(ObjectPreviewReport(result: preview, width: Output.width))
    }
}
