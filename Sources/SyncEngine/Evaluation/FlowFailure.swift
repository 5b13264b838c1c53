import SyncExpressions

/// The error that ends an object's synchronization: the first one by precedence.
struct FlowFailure: Error {
    let rule: CompiledRule
    let member: Int
    let order: Int
    let error: EvaluationError

    /// The product's word for it.
    var code: String {
        error.code == .errorFunction ? "sync-rule-error-function-triggered" : "sync-rule-evaluation-failed"
    }
}
