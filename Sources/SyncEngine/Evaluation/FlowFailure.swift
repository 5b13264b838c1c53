import SyncExpressions

/// The error that ends an object's synchronization: the first one by precedence.
///
/// A class, so that nothing is moved about for the objects that have none.
final class FlowFailure {
    let rule: CompiledRule
    let member: Int
    let order: Int
    let error: EvaluationError

    init(rule: CompiledRule, member: Int, order: Int, error: EvaluationError) {
        self.rule = rule
        self.member = member
        self.order = order
        self.error = error
    }

    /// The product's word for it.
    var code: String {
        error.code == .errorFunction ? "sync-rule-error-function-triggered" : "sync-rule-evaluation-failed"
    }
}
