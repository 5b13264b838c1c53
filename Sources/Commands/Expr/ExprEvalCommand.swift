import ArgumentParser
import Diagnostics
import SyncExpressions

/// The command `dryad expr eval`.
struct ExprEvalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Evaluate an expression on values that are given.",
        discussion: "dryad expr eval 'Left(Trim([mail]), 3)' --set mail=' bob@x '"
    )

    @OptionGroup var expression: ExpressionOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (program, context) = try expression.prepared()
        let report = ExprEvalReport(program.explain(in: context).outcome)
        try output.show(report)
        if report.result.error != nil { throw OutcomeCode.failed }
    }
}

/// What an expression gives.
struct ExprEvalReport: Report {
    struct Evaluated: Encodable {
        let value: String?
        let error: String?
    }

    static let kind = "expr.eval"
    let result: Evaluated

    init(_ outcome: Result<FlowResult, EvaluationError>) {
        switch outcome {
        case .success(let value): result = Evaluated(value: value.literal, error: nil)
        case .failure(let error): result = Evaluated(value: nil, error: error.description)
        }
    }

    func text(_ style: Style) -> String {
        if let error = result.error { return style.bad("error: ") + Terminal.visible(error) }
        return Terminal.visible(result.value ?? "NULL")
    }
}
