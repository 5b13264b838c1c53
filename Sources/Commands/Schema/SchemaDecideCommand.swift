import ArgumentParser
import Directory
import DirectorySchema
import WizardTasks

/// The command `dryad schema decide`.
struct SchemaDecideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide",
        abstract:
            "Decide about differences of a forest's schema: accept, defer, ignore until a day, or forget a decision.",
        discussion: """
            Decisions are kept in schema-decisions.yaml beside dryad.yaml. A difference that is deferred or ignored stays \
            out of the plan, and out of the cached schema when a plan is applied; rules do not see it.
            """
    )

    @Argument(help: "The forest.")
    var forest: String
    @Argument(help: "The classes or attributes that differ.")
    var names: [String]
    @Flag(help: "Take it over with the next plan that is applied.")
    var accept = false
    @Flag(name: .customLong("defer"), help: "Leave it out, and list it with every plan.")
    var isDeferred = false
    @Option(help: ArgumentHelp("Leave it out silently up to and with that day.", valueName: "2027-01-31"))
    var ignoreUntil: String?
    @Flag(help: "Take an earlier decision back.")
    var forget = false
    @Option(help: "Why, in words.")
    var why = ""
    @Option(help: ArgumentHelp("Read the forest's schema from somewhere else.", valueName: "source"))
    var live: String?
    @Flag(exclusivity: .exclusive, help: "Only classes, or only attributes, of those names.")
    var element: ElementChoice?
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    /// Which kind of definition is meant.
    enum ElementChoice: String, EnumerableFlag {
        case classes, attributes
    }

    func validate() throws {
        guard [accept, isDeferred, ignoreUntil != nil, forget].count(where: { $0 }) == 1 else {
            throw ValidationError("Say one of --accept, --defer, --ignore-until DAY and --forget.")
        }
    }

    func run() async throws {
        let choice: SchemaDecision.Choice? = accept ? .accept : isDeferred ? .defer : forget ? nil : .ignore
        let task = DecideSchemaChanges(in: try await workspace.open())
        let made = try await task.decide(
            try DecideSchemaChanges.Decision(choice, until: ignoreUntil, why: why),
            forest: forest,
            names: names.map { AttributeName($0) },
            element: element.map { $0 == .classes ? .objectClass : .attribute },
            live: live
        )
        try output.show(DecisionsReport(result: made, isForgetting: forget))
    }
}
