import Plans
import SyncEngine
import SyncRules
import WizardTasks

/// One synchronization cycle.
struct SynchronizeTask: PlanningTask {
    let name = "synchronize"
    let title = "Synchronize"
    let summary = "One cycle: import of every forest, synchronization, and export unless staging mode is on."

    /// The engine's, which the wizard keeps from running.
    let isWizard = false

    /// What a cycle would do, as far as that is known before.
    private struct Content: Codable, Sendable {
        let isStaging: Bool
        let forests: [String]
        let due: [String]
    }

    func question(_ workspace: Workspace, _ query: FormFields, token: String) async throws -> [any PagePart] {
        [TaskFormPart(path: path, token: token, button: "Show what it would do")]
    }

    func prepare(
        _ workspace: Workspace,
        _ form: FormFields,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> PreparedTask {
        let overview = try await WorkspaceOverview.read(workspace)
        let content = Content(
            isStaging: overview.isStaging,
            forests: overview.forests.map(\.name),
            due: overview.due.map { "\($0.run) of \($0.connector): \($0.reason)" }
        )
        let state = try Fingerprint(canonical: content)
        let plan = try Plan(
            kind: "sync.run",
            basis: ["state": state],
            content: content,
            origin: nil
        )
        var facts = FactsPart(title: "The cycle")
        facts.add("Full import", content.forests.isEmpty ? "no forest" : content.forests.joined(separator: ", "))
        facts.add("Full synchronization", "every object")
        facts.add("Export", content.isStaging ? "held back by staging mode" : "to the simulated tenant")
        facts.add("Due because", content.due.map { TextLine($0) })
        return PreparedTask(
            plan,
            isEmpty: content.forests.isEmpty,
            sentence: content.forests.isEmpty
                ? "There is no forest to synchronize."
                : content.isStaging
                    ? "Everything is computed and nothing is exported." : "What changes is exported to the tenant.",
            parts: { [facts] _ in [facts] },
            offersSynchronization: false
        ) { now, report in
            guard now.configuration.isStaging == content.isStaging else {
                throw Refusal.stale("Staging mode has been switched since the plan was shown.")
            }
            return Self.lines(try await Synchronize(in: now).run(report: report))
        }
    }

    /// What a run did, line by line.
    static func lines(_ report: SynchronizationReport) -> [String] {
        var lines = ["The run\(report.number.map { " \($0)" } ?? "") ended with \(report.outcome)."]
        lines += report.imports.map { one in
            one.failure.map { "\(one.forest) could not be imported: \($0)" }
                ?? "\(one.forest): \(one.added) added, \(one.updated) updated, \(one.deleted) deleted."
        }
        if let step = report.synchronization {
            lines.append("\(step.projected) projected, \(step.joined) joined, \(step.disconnectors) linked by no rule.")
        }
        if let step = report.export {
            let count = step.pending.values.reduce(0, +)
            lines.append(
                step.isSuppressed
                    ? "\(Words.count(count, "change")) pending, held back by staging mode."
                    : "\(step.accepted) of \(Words.count(count, "change")) accepted by the tenant."
            )
        }
        lines += (report.writeBacks ?? []).map { step in
            let what = "\(Words.count(step.count, "object")) of \(step.forest) to be written back"
            return step.isSuppressed
                ? "\(what), held back by staging mode." : "\(what), \(step.written) written to its simulated copy."
        }
        if let stopped = report.stopped { lines.append(stopped) }
        return lines + report.notes + report.errors.prefix(20).map { "\($0.label ?? $0.object): \($0.message)" }
    }
}
