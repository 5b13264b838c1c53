import WizardTasks

/// How a command ended, as the exit code that scripts see.
enum OutcomeCode: Int32, Error {
    /// Done, or nothing differs.
    case done = 0
    /// Failed.
    case failed = 1
    /// Changes are pending: a plan that was only shown.
    case pending = 2
    /// Stopped by a guard.
    case guarded = 3
    /// The plan is stale.
    case stale = 4
    /// Somebody else holds the workspace.
    case locked = 5

    /// The code that an error stands for.
    init(for error: any Error) {
        switch TaskFailureKind(of: error) {
        case .stale: self = .stale
        case .locked: self = .locked
        case .guarded: self = .guarded
        case .refused, .failed: self = .failed
        }
    }
}
