import SQLiteStore
import SyncEngine
import SyncRules

/// What the list of pending exports stands on: the last synchronization that came to its end, and whether one failed since.
public struct PendingBasis: Sendable, Hashable {
    /// A run that was to synchronize and did not get that far.
    struct FailedRun: Sendable, Hashable {
        let number: Int
        let outcome: String
    }

    /// Whether nothing has been synchronized yet, so that nobody knows what would be exported.
    public let isUnknown: Bool

    /// When the last synchronization came to its end; nothing where none is known.
    let last: String?
    let failed: FailedRun?
    let hasForests: Bool
    let isStaging: Bool

    /// How many runs are looked through for one that failed.
    private static let looked = 20
    private static let profiles: [RunProfile] = [.fullSynchronization, .deltaSynchronization]

    /// Looks at a workspace.
    public static func read(_ workspace: Workspace) async throws -> PendingBasis {
        let store = workspace.store
        let last = try await store.lastEnd(of: profiles)
        var isUnknown = last == nil
        // A store of an earlier version has kept no steps.
        if isUnknown { isUnknown = try await store.pendingCounts(of: .tenant).isEmpty }
        if isUnknown { isUnknown = try await store.acceptedCounts(of: .tenant).isEmpty }
        let failed = try await store.runs(limit: looked).prefix { !hasSynchronized($0) }.first(where: wasToSynchronize)
        return PendingBasis(
            isUnknown: isUnknown,
            last: last,
            failed: failed.map { FailedRun(number: $0.number, outcome: $0.outcome) },
            hasForests: !workspace.configuration.forests.isEmpty,
            isStaging: workspace.configuration.isStaging
        )
    }

    private static func hasSynchronized(_ run: RunRecord) -> Bool {
        run.details.contains { profiles.contains($0.profile) && !$0.status.isStopped }
    }

    private static func wasToSynchronize(_ run: RunRecord) -> Bool {
        guard let task = run.task else { return false }
        return CyclePolicy.allCases.contains { task == "cycle \($0.rawValue)" }
            || profiles.contains { task.hasSuffix(" " + $0.rawValue) }
    }

    /// What a person should know before believing the list: that there is none yet, or that it is older than the last run.
    public var remark: String? {
        guard isUnknown else {
            return failed.map { run in
                "Run \(run.number) ended with \(run.outcome) before it had synchronized: what waits is what the last "
                    + "synchronization\(last.map { ", of \($0)," } ?? "") left. `dryad sync history \(run.number)` says why."
            }
        }
        let nothing = "Nothing has been synchronized yet, so nobody knows what would be exported"
        if let failed {
            return "\(nothing): run \(failed.number) ended with \(failed.outcome) before it got that far. "
                + "`dryad sync history \(failed.number)` says why."
        }
        guard hasForests else {
            return
                "\(nothing). Add a forest with `dryad forest add NAME --url ldaps://…`, then import and synchronize it."
        }
        return isStaging
            ? "\(nothing). `dryad sync run` imports and synchronizes; staging mode keeps it from exporting."
            : "\(nothing). `dryad sync run` imports, synchronizes and exports at once, since staging mode is off; after "
                + "`dryad staging on` it stops before it exports."
    }
}
