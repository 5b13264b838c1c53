import ArgumentParser
import Diagnostics
import SyncExpressions

/// The command `dryad expr explain`.
struct ExprExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Evaluate an expression and show what every part of it gives.",
        discussion: "dryad expr explain 'IIF(IsPresent([mail]), LCase([mail]), NULL)' --set mail=Bob@x"
    )

    @OptionGroup var expression: ExpressionOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (program, context) = try expression.prepared()
        let report = ExprExplainReport(program.explain(in: context), of: expression.expression)
        try output.show(report)
        if report.result.error != nil { throw OutcomeCode.failed }
    }
}

/// How an expression came to its result.
struct ExprExplainReport: Report {
    struct Explained: Encodable {
        let steps: [Step]
        let isComplete: Bool
        let value: String?
        let error: String?
    }

    struct Step: Encodable {
        let part: String
        let start: Int
        let end: Int
        let depth: Int
        let value: String
    }

    static let kind = "expr.explain"
    let result: Explained

    init(_ explanation: ExpressionExplanation, of text: String) {
        let bytes = Array(text.utf8)
        let steps = explanation.steps.map { step in
            Step(
                part: String(decoding: bytes[step.range.start..<step.range.end], as: UTF8.self),
                start: step.range.start,
                end: step.range.end,
                depth: step.depth,
                value: step.value.literal
            )
        }
        let outcome = ExprEvalReport(explanation.outcome).result
        result = Explained(
            steps: steps,
            isComplete: explanation.isComplete,
            value: ExprEvalReport(explanation.outcome).literal,
            error: outcome.error?.message
        )
    }

    func text(_ style: Style) -> String {
        var table = TextTable(["part", "value"])
        for step in result.steps {
            let part = step.part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            table.add([String(repeating: "  ", count: min(step.depth, 20)) + Self.cut(part), Self.cut(step.value)])
        }
        var lines = table.isEmpty ? [] : [table.text(style)]
        if !result.isComplete { lines.append("…") }
        if let error = result.error {
            lines.append(style.bad("error: ") + Terminal.visible(error))
        } else {
            lines.append("result: " + Terminal.visible(result.value ?? "NULL"))
        }
        return lines.joined(separator: "\n")
    }

    private static func cut(_ text: String) -> String { text.count > 60 ? text.prefix(59) + "…" : text }
}
