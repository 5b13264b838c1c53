import ArgumentParser
import Diagnostics
import Directory
import Foundation
import Plans
import SyncExpressions

/// The command `dryad expr eval`.
struct ExprEvalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Evaluate an expression on values that are given.",
        discussion: """
            dryad expr eval 'Left(Trim([mail]), 3)' --set mail=' bob@x '

            With --lines every line of standard input is an object in JSON, and every line of the output its result.
            """
    )

    @OptionGroup var expression: ExpressionOptions
    @Flag(help: "Evaluate it for each line of standard input, a JSON object with attributes and parameters.")
    var lines = false
    @OptionGroup var output: OutputOptions

    func run() async throws {
        if lines { return try evaluateLines() }
        if output.output == .json {
            let compilation = ExpressionProgram.compile(expression.source)
            guard compilation.program != nil else {
                try output.show(ExprEvalReport(result: EvaluationListing(compilation.diagnostics), literal: nil))
                throw OutcomeCode.failed
            }
        }
        let (program, context) = try expression.prepared()
        let report = ExprEvalReport(program.explain(in: context).outcome)
        try output.show(report)
        if report.result.error != nil { throw OutcomeCode.failed }
    }

    /// Compiles once and evaluates for each line; a line that fails is a result like any other.
    private func evaluateLines() throws {
        var known: [String: ExpressionCompilation] = [:]
        let given = try expression.values()
        while let line = readLine(strippingNewline: true) {
            let listing = try evaluate(line, given, &known)
            // At once: who writes the next line may wait for this one.
            try FileHandle.standardOutput.write(contentsOf: Data(try CanonicalJSON.encode(listing) + [0x0A]))
        }
    }

    private func evaluate(
        _ line: String,
        _ given: (attributes: [AttributeName: ExpressionValue], parameters: [String: String]),
        _ known: inout [String: ExpressionCompilation]
    ) throws -> EvaluationListing {
        let object: ExpressionObject
        do {
            object = try ExpressionObject.decode(Data(line.utf8), from: "this line")
        } catch let error as ExpressionObjectError {
            return EvaluationListing(unreadable: error.description)
        }
        let text = object.expression ?? expression.expression
        let compilation = known[text] ?? ExpressionProgram.compile(SourceText(name: "expression", text: text))
        known[text] = compilation
        guard let program = compilation.program else { return EvaluationListing(compilation.diagnostics) }
        let context = SettingsContext(
            program: program,
            values: given.attributes.merging(object.attributes) { $1 },
            parameters: given.parameters.merging(object.parameters) { $1 }
        )
        do throws(EvaluationError) {
            return EvaluationListing(.success(try program.evaluate(in: context)))
        } catch {
            return EvaluationListing(.failure(error))
        }
    }
}
