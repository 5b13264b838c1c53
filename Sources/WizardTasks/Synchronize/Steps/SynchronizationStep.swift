import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules

/// The synchronization of all connector spaces with the metaverse and with what the tenant should hold.
struct SynchronizationStep {
    /// The forests, in the order of their creation.
    let connectors: [SynchronizedConnector]
    let tenantRules: [SyncRule]
    /// Why every object has to run through the rules; nothing where those are enough that have changed.
    var fullBecause: String?
    /// Whether every object is worked out, even where nothing has changed and the store is as the last run left it.
    var evaluatesAll = false

    /// More errors than that stop a run, and nothing of it is kept (entra-connect.md 4.5).
    static let errorLimit = 5000

    /// Synchronizes and puts the result in place.
    func run(
        in workspace: Workspace,
        _ result: inout SynchronizationReport,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws {
        let began = workspace.surroundings.date
        let outcome = try await synchronize(workspace, report)
        if fullBecause != nil, outcome.errors.count <= Self.errorLimit {
            for connector in connectors.map(\.identity) + [.tenant] {
                try await workspace.store.fulfil(.fullSynchronization, of: connector)
            }
        }
        result.errors += outcome.errors
        result.findings = RuleFinding.fold(outcome.findings)
        if !outcome.errors.isEmpty { result.outcome = RunStatus.completedSyncErrors.rawValue }
        let isStopped = outcome.errors.count > Self.errorLimit
        if isStopped {
            result.outcome = RunStatus.stoppedErrorLimit.rawValue
            result.stopped =
                "\(outcome.errors.count) errors came up, more than \(Self.errorLimit): nothing was kept of the "
                + "synchronization, and nothing was exported. So many have one cause; `dryad rules lint` may know it."
        }
        result.steps.append(
            RunStep(
                connector: nil,
                profile: fullBecause == nil ? .deltaSynchronization : .fullSynchronization,
                began: began,
                ended: workspace.surroundings.date,
                status: isStopped ? .stoppedErrorLimit : outcome.errors.isEmpty ? .success : .completedSyncErrors,
                counters: [
                    .projections: outcome.projected, .joins: outcome.joined, .disconnectors: outcome.disconnected,
                    .errors: Set(outcome.errors.map(\.object)).count,
                ],
                remarks: remarks(on: outcome)
            )
        )
        result.synchronization = .init(
            metaverse: outcome.metaverse,
            projected: outcome.projected,
            joined: outcome.joined,
            disconnectors: outcome.disconnected
        )
    }

    /// Why everything was synchronized, whether that took working out every object, and what of references.
    private func remarks(on outcome: SynchronizationCounts) -> [String] {
        var remarks = [fullBecause].compactMap(\.self)
        if let because = outcome.fullBecause {
            remarks.append(fullBecause == nil ? because : "Every object was worked out: \(because)")
        } else if fullBecause != nil, !evaluatesAll {
            remarks.append(
                "Metaverse, links and what the tenant should hold are as the last synchronization left them; "
                    + "what has changed since was worked out: \(outcome.evaluated) metaverse "
                    + "object\(outcome.evaluated == 1 ? "" : "s")."
            )
        }
        return remarks + [Self.sentence(on: outcome.lost)].compactMap(\.self)
    }

    /// What a person should know of references that lead to nothing.
    private static func sentence(on lost: LostReferences) -> String? {
        guard lost.count > 0 else { return nil }
        let (one, has) = (lost.count == 1, lost.objects == 1)
        let named = lost.examples.map { "\"\($0)\"" }.joined(separator: ", ")
        let who = lost.objects <= lost.examples.count ? named : "\(lost.objects) objects, \(named) among them,"
        return
            "\(lost.count) reference\(one ? "" : "s") of \(who) lead\(one ? "s" : "") to nothing in the connector space: what "
            + "\(has ? "it names" : "they name") is filtered out or not there, and is left out of the attribute."
    }

    /// Runs every object through the rules, or what has changed and what that reaches.
    private func synchronize(
        _ workspace: Workspace,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> SynchronizationCounts {
        let tenant = SynchronizedConnector(
            identity: .tenant,
            kind: .tenant,
            schema: nil,
            parameters: RuleParameters(values: ["Connector.ID": "{\(ConnectorID.tenant.text)}"]),
            rules: tenantRules
        )
        let now = FileTime(unixSeconds: Int64(workspace.surroundings.now().timeIntervalSince1970))
        let all = connectors + [tenant]
        let (table, semantics) = (workspace.store.table, workspace.configuration.semantics)
        let version = DryadVersion.current
        let every = FullSynchronization(
            connectors: all,
            table: table,
            clock: now,
            semantics: semantics,
            program: version
        )
        let (checking, delta) = (CheckingSynchronization(every), DeltaSynchronization(every))
        let (isDelta, evaluatesAll) = (fullBecause == nil, evaluatesAll)
        do {
            return try await workspace.store.synchronize { transaction in
                let tell = { (event: RunEvent) in
                    if case .synchronized(let count, let total) = event {
                        report(.synchronized(objects: count, of: total))
                    }
                }
                let counts =
                    if evaluatesAll {
                        try every.run(in: transaction, report: tell)
                    } else if isDelta {
                        try delta.run(in: transaction, report: tell)
                    } else {
                        try checking.run(in: transaction, report: tell)
                    }
                // Thrown, so that nothing of it is kept.
                guard counts.errors.count <= Self.errorLimit else { throw TooManyErrors(counts: counts) }
                return counts
            }
        } catch let stopped as TooManyErrors {
            return stopped.counts
        }
    }

    /// A synchronization that is taken back, and what it would have done.
    private struct TooManyErrors: Error {
        let counts: SynchronizationCounts
    }
}
