import Directory
import SyncExpressions

/// An expression with the attributes and parameters that it reads looked up.
struct CompiledExpression: Sendable {
    let program: ExpressionProgram
    let attributes: [AttributeReader]
    let confirmed: [AttributeReader]
    let parameters: [ExpressionValue]
    /// The parameters for objects of partitions in which they stand for something else, by names in small letters.
    var partitions: [String: [ExpressionValue]] = [:]

    /// The result for an entry, which may be of a partition.
    func evaluate(
        _ entry: PackedEntry,
        in partition: String? = nil,
        clock: FileTime
    ) throws(EvaluationError) -> FlowResult {
        try program.evaluate(
            in: Context(expression: self, parameters: parameters(in: partition), entry: entry, now: clock)
        )
    }

    /// What the parameters stand for in a partition.
    func parameters(in partition: String?) -> [ExpressionValue] {
        let own = partitions.isEmpty ? nil : partition.flatMap { RuleParameters.value(of: $0, in: partitions) }
        return own ?? parameters
    }

    private struct Context: ExpressionContext {
        let expression: CompiledExpression
        let parameters: [ExpressionValue]
        let entry: PackedEntry
        let now: FileTime

        func attribute(_ slot: Int) -> ExpressionValue { expression.attributes[slot].value(in: entry) }

        func confirmed(_ slot: Int) -> ExpressionValue { expression.confirmed[slot].value(in: entry) }

        func parameter(_ slot: Int) -> ExpressionValue { parameters[slot] }

        // Standard rules use neither; a rule that does gets the least value and the empty GUID, the same every run.
        func random(_ range: ClosedRange<Int64>) -> Int64 { range.lowerBound }

        func guid() -> String { "00000000-0000-0000-0000-000000000000" }
    }
}
