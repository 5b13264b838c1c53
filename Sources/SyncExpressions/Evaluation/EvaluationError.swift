public import Diagnostics

/// Why an expression has no result for one object.
public struct EvaluationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is; more may be added.
    public struct Code: Sendable, Hashable {
        /// The word for it.
        public let word: String

        /// The rule itself called `Error`.
        public static let errorFunction = Code(word: "errorFunction")
        /// A value is of a kind that a function or operator does not take.
        public static let typeMismatch = Code(word: "typeMismatch")
        /// A value cannot be converted, or lies outside of what can be counted.
        public static let invalidValue = Code(word: "invalidValue")
        /// The expression did more than the limits allow.
        public static let limit = Code(word: "limit")
    }

    /// The kind.
    public let code: Code
    /// What happened; for `Error("…")` the text that the rule gives.
    public let description: String
    /// Where in the expression.
    public let range: SourceRange?

    /// Makes an error.
    public init(_ code: Code, _ description: String, at range: SourceRange? = nil) {
        self.code = code
        self.description = description
        self.range = range
    }
}
