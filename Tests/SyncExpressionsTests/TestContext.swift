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
    func random(_ range: ClosedRange<Int64>) -> Int64 { range.lowerBound }
    func guid() -> String { "00000000-0000-4000-8000-000000000001" }

    /// What an expression gives, as text; `NULL` for nothing, the diagnostics where it cannot be compiled.
    static func result(
        _ expression: String,
        _ attributes: [AttributeName: ExpressionValue] = [:],
        _ parameters: [String: String] = [:]
    ) -> String {
        let compiled = ExpressionProgram.compile(SourceText(name: "test", text: expression))
        guard let program = compiled.program else {
            return compiled.diagnostics.map { "\($0.code)" }.joined(separator: " ")
        }
        let context = TestContext(program: program, attributes: attributes, parameters: parameters)
        do throws(EvaluationError) {
            switch try program.evaluate(in: context) {
            case .value(let value): return text(value)
            case .null: return "NULL"
            case .authoritativeNull: return "AuthoritativeNull"
            case .ignore: return "IgnoreThisFlow"
            }
        } catch { return "error " + error.code.word }
    }

    private static func text(_ value: ExpressionValue) -> String {
        switch value {
        case .null: "NULL"
        case .string(let text), .reference(let text): text
        case .number(let number): "\(number)"
        case .boolean(let flag): flag ? "True" : "False"
        case .binary(let bytes): "0x" + ASCII.hex(bytes)
        case .date(let date): "\(date)"
        case .list(let values): values.map(text).joined(separator: "; ")
        }
    }
}
