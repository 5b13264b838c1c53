import ArgumentParser
import Diagnostics
import Directory
import SyncExpressions

/// The command `dryad expr check`.
struct ExprCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say everything that is wrong with an expression.",
        discussion: "dryad expr check 'IIF(IsPresent([mail]), LCase([mail]), NULL)'"
    )

    @Argument(help: "The expression.")
    var expression: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let compilation = ExpressionProgram.compile(SourceText(name: "expression", text: expression))
        try output.show(ExprCheckReport(compilation))
        if compilation.program == nil { throw OutcomeCode.failed }
    }
}

/// What is wrong with an expression, and what it reads and gives.
struct ExprCheckReport: Report {
    struct Checked: Encodable {
        let isCorrect: Bool
        let gives: String
        let attributes: [String]
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

    init(_ compilation: ExpressionCompilation) {
        diagnostics = compilation.diagnostics
        let program = compilation.program
        result = Checked(
            isCorrect: program != nil,
            gives: compilation.types.names,
            attributes: program.map { ($0.attributes + $0.confirmedAttributes).map(\.spelling) } ?? [],
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
        if !diagnostics.isEmpty { lines.append(DiagnosticRenderer.render(diagnostics)) }
        return lines.joined(separator: "\n")
    }
}
