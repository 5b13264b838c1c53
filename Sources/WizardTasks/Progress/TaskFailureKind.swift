import SQLiteStore
import SyncEngine

/// What the failure of a task means for whoever asked for it.
public enum TaskFailureKind: Sendable, Hashable {
    /// The states that a plan was made from have moved: a new plan is needed.
    case stale
    /// Somebody else holds the workspace.
    case locked
    /// A guard has stopped it.
    case guarded
    /// It was asked for something that cannot be.
    case refused
    /// Anything else.
    case failed

    /// Tells what an error means.
    public init(of error: any Error) {
        switch error {
        case let error as StoreError where error.code == .locked: self = .locked
        case let error as StoreError where error.code == .changed: self = .stale
        case let error as TaskError where error.code == .locked: self = .locked
        case let error as TaskError where error.code == .stalePlan: self = .stale
        case let error as SyncEngineError where error.code == .deletionGuard: self = .guarded
        case let error as TaskError where Self.refusals.contains(error.code): self = .refused
        default: self = .failed
        }
    }

    private static let refusals: Set<TaskError.Code> = [.options, .forestExists, .notRefreshed, .tenant, .notOffered]
}
