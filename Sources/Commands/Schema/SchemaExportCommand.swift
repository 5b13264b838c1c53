import ArgumentParser
import Directory
import DirectorySchema
import Foundation
import WizardTasks

/// The command `dryad schema export`.
struct SchemaExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a schema as LDIF from which the same schema is read again.",
        discussion: SchemaSourceHelp.text
    )

    @Argument(help: ArgumentHelp("Where the schema is.", valueName: "source"))
    var source: String
    @Option(help: ArgumentHelp("The file to write; standard output without it.", valueName: "file"))
    var to: String?
    @OptionGroup var workspace: WorkspaceOptions

    func run() async throws {
        let schema = try await workspace.schemas.read(try SchemaSource(source))
        if schema.isCutOff || !schema.snapshot.unreadable.isEmpty {
            Output.note("What of \(source) cannot be read is not in what was written; `dryad schema show` lists it.")
        }
        let text = LDIFWriter.write(SchemaPrinter.records(schema.snapshot)) + "\n"
        guard let to else { return print(text, terminator: "") }
        try text.write(toFile: to, atomically: true, encoding: .utf8)
    }
}
