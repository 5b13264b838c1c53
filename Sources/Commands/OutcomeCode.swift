import SQLiteStore
import SyncEngine
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
        switch error {
        case let error as StoreError where error.code == .locked: self = .locked
        case let error as StoreError where error.code == .changed: self = .stale
        case let error as TaskError where error.code == .locked: self = .locked
        case let error as TaskError where error.code == .stalePlan: self = .stale
        case let error as SyncEngineError where error.code == .deletionGuard: self = .guarded
        default: self = .failed
        }
    }
}
