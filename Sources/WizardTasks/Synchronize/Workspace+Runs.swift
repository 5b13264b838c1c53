import Plans
import SQLiteStore
import SyncEngine

extension Workspace {
    /// The runs of the history, newest first; those before a number, where one is given.
    ///
    /// One that never ended, and that nobody does any more, was cut off.
    func runs(before number: Int? = nil, limit: Int) async throws -> [RunRecord] {
        let found = try await store.runs(before: number, limit: limit)
        let unended = Set(found.filter(\.isOpen).map(\.number))
        guard !unended.isEmpty else { return found }
        // A run may have ended between the two looks, and then it is not open when it is read again.
        let holder = try await holder()
        return try await store.runs(before: number, limit: limit).map { run in
            unended.contains(run.number) ? run.seen(beside: holder) : run
        }
    }

    /// One run with everything that is known of it; nothing where there is none of that number.
    func run(_ number: Int) async throws -> RunRecord? {
        let found = try await store.run(number)
        guard let found, found.isOpen else { return found }
        let holder = try await holder()
        return try await store.run(number)?.seen(beside: holder)
    }
}

extension RunRecord {
    /// Whether its end was not written.
    fileprivate var isOpen: Bool { outcome == RunStatus.inProgress.rawValue }

    /// The run as it is when somebody, or nobody, holds the workspace: who came later is not the one that does it.
    fileprivate func seen(beside holder: TaskHolder?) -> RunRecord {
        guard isOpen else { return self }
        if let holder, holder.since <= ended { return self }
        var run = self
        run.outcome = RunStatus.stoppedCutOff.rawValue
        for place in run.details.indices where run.details[place].status == .inProgress {
            run.details[place].status = .stoppedCutOff
        }
        return run
    }
}
