import Plans
import SQLiteStore

/// Tells a run whether somebody has asked it to stop; it looks where stopping does no harm.
struct StopSignal: Sendable {
    let store: WorkspaceStore
    let holder: TaskHolder

    /// Throws where somebody has asked.
    func check() throws {
        if let author = store.stopRequest(for: holder) { throw StopRequested(author: author) }
    }
}
