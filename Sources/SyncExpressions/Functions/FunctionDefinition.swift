/// A function of the rule language as data: what it is called, what it takes, what it does, and how it does it.
public struct FunctionDefinition: Sendable {
    /// An expression with its printed result; every example is run by the tests.
    public struct Example: Sendable, Hashable {
        /// The expression.
        public let expression: String
        /// What it gives, as text; `NULL` for nothing.
        public let result: String
    }

    /// The name; its case matters.
    public let name: String
    /// The arguments and the result, as the reference page shows them.
    public let signature: String
    /// How many arguments it takes.
    public let arity: ClosedRange<Int>
    /// What it does, with its edge cases.
    public let summary: String
    /// Examples.
    public let examples: [Example]

    let mapsOverValues: Bool
    let body: @Sendable ([ExpressionValue], FunctionEnvironment) throws(EvaluationError) -> ExpressionValue

    init(
        _ name: String,
        _ signature: String,
        arity: ClosedRange<Int>,
        _ summary: String,
        examples: [(String, String)],
        mapsOverValues: Bool = false,
        body: @escaping @Sendable ([ExpressionValue], FunctionEnvironment) throws(EvaluationError) -> ExpressionValue
    ) {
        self.name = name
        self.signature = signature
        self.arity = arity
        self.summary = summary
        self.examples = examples.map { Example(expression: $0.0, result: $0.1) }
        self.mapsOverValues = mapsOverValues
        self.body = body
    }
}
