/// An expression with its result; every example is run by the tests.
public struct FunctionExample: Sendable, Hashable {
    /// The expression.
    public let expression: String
    /// What it gives, as `FlowResult.literal` writes it; for a failure `error: ` and what is wrong.
    public let result: String
    /// The values that attributes have in it, by their names.
    public let attributes: [String: ExpressionValue]

    init(_ expression: String, _ result: String, _ attributes: [String: ExpressionValue] = [:]) {
        self.expression = expression
        self.result = result
        self.attributes = attributes
    }
}
