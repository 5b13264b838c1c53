import ArgumentParser
import DirectorySchema
import WizardTasks

/// The command `dryad schema check-syntax`.
struct SchemaCheckSyntaxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-syntax",
        abstract: "Read files of definitions, and say which cannot be read and why.",
        discussion: """
            Without --strict definitions are read in the forms that real servers write. With it they are held to RFC 4512 \
            section 4.1, letter for letter. The exit code is 1 when a definition was rejected.
            """
    )

    @Argument(help: ArgumentHelp("Files, or folders of files.", valueName: "path"))
    var paths: [String]
    @Flag(help: "Hold definitions to RFC 4512 by the letter.")
    var strict = false
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let check = try SchemaSyntaxCheck.run(paths, strict: strict)
        try output.show(SyntaxReport(check, isStrict: strict))
        let isCutOff = check.files.contains { $0.problems.contains { $0.isCut } }
        if isCutOff || check.rejected > 0 || check.files.contains(where: { $0.failure != nil }) {
            throw OutcomeCode.failed
        }
    }
}
