import Diagnostics
import SyncExpressions

/// What an expression gives.
struct ExprEvalReport: Report {
    static let kind = "expr.eval"
    static let isEnveloped = false
    let result: EvaluationListing
    /// The value as the language writes it.
    let literal: String?

    init(result: EvaluationListing, literal: String?) {
        self.result = result
        self.literal = literal
    }

    init(_ outcome: Result<FlowResult, EvaluationError>) {
        result = EvaluationListing(outcome)
        literal = if case .success(let value) = outcome { value.literal } else { nil }
    }

    func text(_ style: Style) -> String {
        if let error = result.error { return style.bad("error: ") + Terminal.visible(error.message) }
        return Terminal.visible(literal ?? "NULL")
    }
}
