import SQLiteStore
import SyncEngine
import SyncRules

/// The moments of a workspace at which pending exports are looked at.
struct PendingMoments {
    let workspace: Workspace

    /// A moment; an error that says what can be done where nobody knows what waited then.
    func moment(_ source: PendingSource) async throws -> PendingMoment {
        guard case .run(let run) = source else { return try await workspace.store.momentNow(of: .tenant) }
        do {
            return try await workspace.store.moment(endOf: run, of: .tenant)
        } catch UnknownMoment.noRun {
            // This says what there is in its place.
            _ = try await ReadRun(in: workspace).run(run)
            throw TaskError(.unknownRun, "There is no run \(run) in the history.")
        } catch UnknownMoment.neverKnown {
            throw TaskError(
                .forgottenRun,
                "Run \(run) was done by an earlier version of Dryad, which did not note what waited at its end. Runs from now "
                    + "on can be compared. \(Self.files)"
            )
        } catch UnknownMoment.forgotten(let first) {
            let others =
                first.map { "The earliest run that can be compared is \($0)." } ?? "No run can be compared now."
            throw TaskError(
                .forgottenRun,
                "What waited at the end of run \(run) is not known any more: that goes with the history of runs "
                    + "(`historyDays`), and from the oldest on where it has become too much. \(others) \(Self.files)"
            )
        }
    }

    /// How a moment is called.
    func name(_ source: PendingSource) async throws -> String {
        guard case .run(let number) = source else { return "what waits now in \(workspace.folder.path)" }
        guard let run = try await workspace.store.run(number) else { return "run \(number)" }
        return "run \(number), \(run.task.map { "\($0), " } ?? "")which ended at \(run.ended)"
    }

    private static let files =
        "To compare what waits with later, write it to a file after a run: `dryad pending export --format csexport` does, and "
        + "`dryad pending compare` takes such files."
}
