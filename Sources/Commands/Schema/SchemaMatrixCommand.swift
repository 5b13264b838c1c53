import ArgumentParser
import DirectorySchema
import WizardTasks

/// The command `dryad schema matrix`.
struct SchemaMatrixCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix",
        abstract: "Put the schemas of all forests beside each other, and show where they disagree.",
        discussion: """
            One row for each attribute or class, one column for each forest of the workspace, from its cached schema. A row \
            is shown where two forests disagree; of an attribute or class that is named all is shown. Names may hold * and ?.

            An attribute that has another syntax or another cardinality in two forests, and that rules of both bring into \
            one attribute of the metaverse, is an error, and the exit code is 1; any other disagreement is shown only.

            With --source a schema is added as a column, or takes the place of a forest's: without a workspace it compares \
            any schemas. \(SchemaSourceHelp.text)
            """
    )

    @Argument(help: "Only these attributes and classes, such as mail or 'msExch*'.")
    var names: [String] = []
    @Option(help: ArgumentHelp("A schema as a further column; may be given several times.", valueName: "name=source"))
    var source: [String] = []
    @Flag(help: "Show the rows in which all agree as well.")
    var all = false
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        for text in source {
            let parts = text.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, !text.hasPrefix("=") else {
                throw ValidationError("--source is NAME=SOURCE, such as fabrikam.test=after.ldif.")
            }
        }
    }

    func run() async throws {
        var sources: [(name: String, source: SchemaSource)] = []
        for text in source {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            sources.append((parts[0], try SchemaSource(parts[1])))
        }
        let task = ReadSchemaMatrix(folder: workspace.folder, surroundings: .real)
        let patterns = names.map { NamePattern($0) }
        let reading = try await task.run(sources: sources, patterns: patterns)
        try output.show(SchemaMatrixReport(reading, patterns: patterns, listsAll: all || !names.isEmpty))
        if reading.isCutOff || !reading.merged.isEmpty { throw OutcomeCode.failed }
    }
}
