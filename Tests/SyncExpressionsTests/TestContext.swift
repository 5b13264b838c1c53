import Diagnostics
import Directory
import SyncExpressions

/// Values by name, as a test gives them.
struct TestContext: ExpressionContext {
    let program: ExpressionProgram
    var attributes: [AttributeName: ExpressionValue] = [:]
    var parameters: [String: String] = [:]

    func attribute(_ slot: Int) -> ExpressionValue { attributes[program.attributes[slot]] ?? .null }
    func confirmed(_ slot: Int) -> ExpressionValue { attributes[program.confirmedAttributes[slot]] ?? .null }
    func parameter(_ slot: Int) -> ExpressionValue { parameters[program.parameters[slot]].map { .string($0) } ?? .null }
    var now: FileTime { FileTime(unixSeconds: 1_700_000_000) }
    func random(_ range: ClosedRange<Int64>) -> Int64 { range.upperBound }
    func guid() -> String { "00000000-0000-4000-8000-000000000001" }

    /// What an expression gives, as a literal, or `error: ` and what is wrong; the codes of the diagnostics where it
    /// cannot be compiled.
    static func result(
        _ expression: String,
        _ attributes: [AttributeName: ExpressionValue] = [:],
        _ parameters: [String: String] = [:]
    ) -> String {
        let compiled = compile(expression)
        guard let program = compiled.program else { return codes(compiled.diagnostics) }
        let context = TestContext(program: program, attributes: attributes, parameters: parameters)
        do throws(EvaluationError) { return try program.evaluate(in: context).literal } catch {
            return "error: \(error.description)"
        }
    }

    static func compile(_ expression: String, known: KnownAttributes? = nil) -> ExpressionCompilation {
        ExpressionProgram.compile(SourceText(name: "test", text: expression), known: known)
    }

    /// The codes in the order of their places.
    static func codes(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.sorted { ($0.range?.start ?? 0, "\($0.code)") < ($1.range?.start ?? 0, "\($1.code)") }
            .map { "\($0.code)" }.joined(separator: " ")
    }
}
