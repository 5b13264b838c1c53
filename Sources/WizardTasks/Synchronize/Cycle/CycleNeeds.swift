import Foundation
import SQLiteStore
import SyncEngine
import SyncRules

/// What the next cycle has to do, and why it is more than changes.
struct CycleNeeds: Sendable {
    /// How long after the last synchronization a delta one is not enough any more: seven days (entra-connect.md 3).
    static let longestPause: TimeInterval = 7 * 86_400

    /// The policy that the cycle runs by.
    let policy: CyclePolicy
    /// Why everything has to be imported from a connector, by connector.
    let fullImports: [ConnectorID: String]
    /// The connectors whose objects are not what rules and filters ask for now: a full import is due since these changed.
    let outdated: [ConnectorID: String]
    /// Why everything has to be synchronized; nothing where changes are enough.
    let fullSynchronization: String?
    /// Why that is so where nobody has asked for it: the time since the last synchronization.
    let isLateBecause: String?

    /// Finds out what is needed; `policy` is what somebody asked for.
    static func find(_ workspace: Workspace, policy asked: CyclePolicy?) async throws -> CycleNeeds {
        let store = workspace.store
        let last = try await store.lastEnd(of: [.fullSynchronization, .deltaSynchronization])
        let policy = asked ?? (last == nil ? .initial : .delta)
        let requirements = try await store.requirements()
        var imports: [ConnectorID: String] = [:]
        for requirement in requirements where requirement.kind == .fullImport {
            imports[requirement.connector] = requirement.reason
        }
        let outdated = imports
        if policy == .initial {
            for forest in workspace.configuration.forests {
                imports[forest.connector] = imports[forest.connector] ?? "The cycle is an initial one."
            }
        }
        let required = requirements.first { $0.kind == .fullSynchronization }
        let late = pause(since: last, workspace)
        return CycleNeeds(
            policy: policy,
            fullImports: imports,
            outdated: outdated,
            fullSynchronization: required.map { "\(workspace.configuration.name(of: $0.connector)): \($0.reason)" }
                ?? (policy == .initial ? "The cycle is an initial one." : nil) ?? late,
            isLateBecause: required == nil && policy == .delta ? late : nil
        )
    }

    /// Why the time since the last synchronization is too long; nothing where it is not.
    private static func pause(since last: String?, _ workspace: Workspace) -> String? {
        guard let last, let moment = try? Date(last, strategy: .iso8601) else {
            return "Nothing was synchronized before."
        }
        let pause = workspace.surroundings.now().timeIntervalSince(moment)
        return pause > longestPause ? "The last synchronization was more than seven days ago." : nil
    }
}
