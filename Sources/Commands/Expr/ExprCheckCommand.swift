import ArgumentParser
import Diagnostics
import Directory
import SyncExpressions
import WizardTasks

/// The command `dryad expr check`.
struct ExprCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say everything that is wrong with an expression.",
        discussion: """
            dryad expr check 'IIF(IsPresent([mail]), LCase([mail]), NULL)' --schema cache:contoso.test

            Attributes are looked up in the schema that --schema names, or in the metaverse, where rules outwards read. \
            Without either they are looked up in both, as the workspace has them, where the folder is one.

            \(SchemaSourceHelp.text)
            """
    )

    @Argument(help: "The expression.")
    var expression: String
    @Option(help: ArgumentHelp("The schema that has the attributes.", valueName: "source"))
    var schema: String?
    @Flag(help: "The expression reads the metaverse, as in rules outwards.")
    var metaverse = false
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (known, places) = try await known()
        let compilation = ExpressionProgram.compile(SourceText(name: "expression", text: expression), known: known)
        try output.show(ExprCheckReport(compilation, places: places))
        if compilation.program == nil { throw OutcomeCode.failed }
    }

    func validate() throws {
        if metaverse, schema != nil { throw ValidationError("Either --schema or --metaverse: a flow reads one side.") }
    }

    /// The attributes that the expression may name, and where they were looked up; nothing where nobody knows.
    private func known() async throws -> (KnownAttributes?, [String]) {
        let reading = ReadKnownAttributes(folder: workspace.folder, surroundings: .real)
        if let schema { return (try await reading.schema(try SchemaSource(schema)), [schema]) }
        if metaverse { return (try reading.metaverse(), ["the metaverse"]) }
        guard let (attributes, forests) = try await reading.workspace() else { return (nil, []) }
        return (attributes, forests + ["the metaverse"])
    }
}

/// What is wrong with an expression, and what it reads and gives.
struct ExprCheckReport: Report {
    struct Checked: Encodable {
        let isCorrect: Bool
        let gives: String
        let attributes: [String]
        /// Where attributes were looked up; empty where they were not.
        let lookedUpIn: [String]
        let parameters: [String]
        let findings: [Finding]
    }

    struct Finding: Encodable {
        let code: String
        let severity: String
        let message: String
        let notes: [String]
        let start: Int?
        let end: Int?
    }

    static let kind = "expr.check"
    let result: Checked
    private let diagnostics: [Diagnostic]

    init(_ compilation: ExpressionCompilation, places: [String] = []) {
        diagnostics = compilation.diagnostics
        let program = compilation.program
        result = Checked(
            isCorrect: program != nil,
            gives: compilation.types.names,
            attributes: program.map { ($0.attributes + $0.confirmedAttributes).map(\.spelling) } ?? [],
            lookedUpIn: places,
            parameters: program?.parameters ?? [],
            findings: compilation.diagnostics.map {
                Finding(
                    code: $0.code.rawValue,
                    severity: $0.severity.rawValue,
                    message: $0.message,
                    notes: $0.notes,
                    start: $0.range?.start,
                    end: $0.range?.end
                )
            }
        )
    }

    func text(_ style: Style) -> String {
        var lines: [String] = []
        if result.isCorrect {
            lines.append("\(style.good("The expression is correct")) and gives \(result.gives).")
            if !result.attributes.isEmpty { lines.append("It reads \(WordList.join(result.attributes)).") }
            if !result.parameters.isEmpty { lines.append("It uses \(WordList.join(result.parameters)).") }
        } else {
            let count = diagnostics.count { $0.severity == .error }
            lines.append(style.bad("The expression has \(WordList.count(count, "mistake"))."))
        }
        if !result.lookedUpIn.isEmpty {
            lines.append("Attributes were looked up in \(Terminal.visible(WordList.join(result.lookedUpIn))).")
        }
        if !diagnostics.isEmpty { lines.append(DiagnosticRenderer.render(diagnostics)) }
        return lines.joined(separator: "\n")
    }
}
