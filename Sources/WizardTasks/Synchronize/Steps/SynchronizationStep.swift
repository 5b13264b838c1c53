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
    /// A fingerprint of all rules, where there is one.
    let rulesPrint: UInt64?
    /// Why every object has to run through the rules; nothing where those are enough that have changed.
    var fullBecause: String?
    /// Whether every object is worked out, even where nothing has changed and the store is as the last run left it.
    var evaluatesAll = false

    /// One error more stops a run where it stands, and nothing of it is kept (entra-connect.md 4.5).
    static let errorLimit = 5000

    /// Synchronizes and puts the result in place.
    func run(
        in workspace: Workspace,
        _ result: inout SynchronizationReport,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws {
        let began = workspace.surroundings.date
        let outcome: SynchronizationCounts
        do {
            outcome = try await synchronize(workspace, report)
        } catch let many as TooManyErrors {
            return note(many, began: began, ended: workspace.surroundings.date, in: &result)
        } catch {
            let status = RunHistory.status(of: error)
            if status != .stoppedUser {
                result.steps.append(
                    RunStep(
                        connector: nil,
                        profile: profile,
                        began: began,
                        ended: workspace.surroundings.date,
                        status: status,
                        remarks: RunHistory.remarks("\(StoreError(database: error) ?? error)")
                    )
                )
            }
            throw error
        }
        if fullBecause != nil {
            for connector in connectors.map(\.identity) + [.tenant] {
                try await workspace.store.fulfil(.fullSynchronization, of: connector)
            }
        }
        _ = try await TenantJoin(rules: tenantRules).run(in: workspace)
        result.errors += outcome.errors
        result.findings = RuleFinding.fold(outcome.findings)
        if !outcome.errors.isEmpty { result.outcome = RunStatus.completedSyncErrors.rawValue }
        result.steps.append(
            RunStep(
                connector: nil,
                profile: profile,
                began: began,
                ended: workspace.surroundings.date,
                status: outcome.errors.isEmpty ? .success : .completedSyncErrors,
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

    private var profile: RunProfile { fullBecause == nil ? .deltaSynchronization : .fullSynchronization }

    /// Says that errors have stopped the run: how many there were by then, and that nothing was kept.
    private func note(_ many: TooManyErrors, began: String, ended: String, in result: inout SynchronizationReport) {
        result.errors += many.errors
        result.findings = RuleFinding.fold(many.findings)
        result.outcome = RunStatus.stoppedErrorLimit.rawValue
        let count = many.evaluated
        result.stopped =
            "\(many.errors.count) errors came up, more than \(Self.errorLimit): the synchronization stopped there, with "
            + "\(count) metaverse object\(count == 1 ? "" : "s") worked out; what was left was not looked at. Nothing of it "
            + "was kept, and nothing was exported. So many errors have one cause; `dryad rules lint` may know it."
        result.steps.append(
            RunStep(
                connector: nil,
                profile: profile,
                began: began,
                ended: ended,
                status: .stoppedErrorLimit,
                counters: [.errors: Set(many.errors.map(\.object)).count],
                remarks: [fullBecause].compactMap(\.self)
            )
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
            program: version,
            rulesPrint: rulesPrint,
            errorLimit: Self.errorLimit
        )
        let (checking, delta) = (CheckingSynchronization(every), DeltaSynchronization(every))
        let (isDelta, evaluatesAll) = (fullBecause == nil, evaluatesAll)
        // Thrown errors take the transaction back, so that nothing is kept of a run with too many.
        return try await workspace.store.synchronize { transaction in
            let tell = { (event: RunEvent) in
                if case .synchronized(let count, let total) = event {
                    report(.synchronized(objects: count, of: total))
                }
            }
            if evaluatesAll { return try every.run(in: transaction, report: tell) }
            if isDelta { return try delta.run(in: transaction, report: tell) }
            return try checking.run(in: transaction, report: tell)
        }
    }
}
