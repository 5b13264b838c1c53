import ArgumentParser
import WizardTasks

/// The command `dryad object explain`.
struct ObjectExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say why an object, or one attribute of it, is in the tenant as it is, or why not.",
        discussion: """
            The steps are asked in the order in which a value travels: cached schema, what rules read, what is imported, \
            scope, join, precedence, null, export, the tenant. An attribute may be named as the forest, the metaverse or the \
            tenant calls it. An object that was never imported is read from its forest. With --forest it is the way back of an \
            attribute that is explained, to the simulated copy of that forest, or without an attribute whether rules make an \
            object there: dryad object explain ada@contoso.test proxyAddresses --forest contoso.test
            """
    )

    @Argument(help: "The object's name, whatever kind of name it is.")
    var name: String
    @Argument(help: "The attribute; the whole object without it.")
    var attribute: String?
    @Option(
        name: [.customLong("forest"), .customLong("connector")],
        help: ArgumentHelp(
            "Why it is written back to this forest, or made there, or is not; tenant for the way to the tenant.",
            valueName: "name"
        )
    )
    var connector: String?
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    private var forest: String? { connector?.lowercased() == "tenant" ? nil : connector }

    func run() async throws {
        let task = ExplainObject(in: try await workspace.open())
        let explanation = try await task.run(name, attribute: attribute, forest: forest)
        try output.show(ObjectExplainReport(result: explanation, width: Output.width))
    }
}
