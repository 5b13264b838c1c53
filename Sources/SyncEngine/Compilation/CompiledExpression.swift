import Directory
import SyncExpressions

/// An expression with the attributes and parameters that it reads looked up.
struct CompiledExpression: Sendable {
    let program: ExpressionProgram
    let attributes: [AttributeReader]
    let confirmed: [AttributeReader]
    let parameters: [ExpressionValue]

    /// The result for an entry.
    func evaluate(_ entry: PackedEntry, clock: FileTime) throws(EvaluationError) -> FlowResult {
        try program.evaluate(in: Context(expression: self, entry: entry, now: clock))
    }

    private struct Context: ExpressionContext {
        let expression: CompiledExpression
        let entry: PackedEntry
        let now: FileTime

        func attribute(_ slot: Int) -> ExpressionValue { expression.attributes[slot].value(in: entry) }

        func confirmed(_ slot: Int) -> ExpressionValue { expression.confirmed[slot].value(in: entry) }

        func parameter(_ slot: Int) -> ExpressionValue { expression.parameters[slot] }

        // Standard rules use neither; a rule that does gets the least value and the empty GUID, the same every run.
        func random(_ range: ClosedRange<Int64>) -> Int64 { range.lowerBound }

        func guid() -> String { "00000000-0000-0000-0000-000000000000" }
    }
}
