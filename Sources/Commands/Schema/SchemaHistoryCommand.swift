import ArgumentParser
import DirectorySchema
import SQLiteStore
import SyncRules
import WizardTasks

/// The command `dryad schema history`.
struct SchemaHistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "List the versions of a forest's cached schema."
    )

    @Argument(help: "The forest.")
    var forest: String
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let workspace = try await workspace.open()
        let forest = try workspace.configuration.forest(named: forest)
        let versions = try await workspace.store.schemaHistory(of: forest.connector.text)
        try output.show(SchemaHistoryReport(result: versions.map(SchemaHistoryReport.Version.init)))
    }
}

/// The versions of a cached schema, newest first.
struct SchemaHistoryReport: Report {
    struct Version: Encodable {
        let number: Int
        let read: String
        let source: String
        let server: String?
        let digest: String
        let classes: Int
        let attributes: Int

        init(_ version: SchemaVersion) {
            number = version.number
            read = version.read
            source = version.source
            server = version.server
            digest = version.digest
            classes = version.snapshot.classes.count
            attributes = version.snapshot.attributes.count
        }
    }

    static let kind = "schema.history"
    let result: [Version]

    func text(_ style: Style) -> String {
        guard !result.isEmpty else { return "The schema has never been read; `dryad schema refresh` reads it." }
        var table = TextTable(["version", "read", "classes", "attributes", "digest", "from"], rightAligned: [0, 2, 3])
        for one in result {
            table.add([
                "\(one.number)", one.read, "\(one.classes)", "\(one.attributes)", String(one.digest.prefix(12)),
                one.source,
            ])
        }
        return table.text(style)
    }
}
