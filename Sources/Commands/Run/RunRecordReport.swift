import Diagnostics
import SyncEngine
import WizardTasks

/// One run with its steps and what was counted in each.
struct RunRecordReport: Report {
    static let kind = "sync.run"
    let result: RunRecord
    private let names: WorkspaceConfiguration

    init(_ run: RunRecord, names: WorkspaceConfiguration) {
        result = run
        self.names = names
    }

    /// A run that has just ended; one that was stopped before its first step has no other times than those given.
    init(steps report: SynchronizationReport, from began: String, to ended: String, names: WorkspaceConfiguration) {
        var run = RunRecord(
            number: report.number ?? 0,
            began: report.steps.first?.began ?? began,
            ended: report.steps.last?.ended ?? ended,
            outcome: report.outcome,
            steps: report.notes + (report.stopped?.split(separator: "\n").map { String($0) } ?? [])
        )
        run.task = report.task
        run.details = report.steps
        run.overrides = report.overrides
        run.errors = report.objectNotices
        self.init(run, names: names)
    }

    func text(_ style: Style) -> String {
        let status = RunStatus(rawValue: result.outcome)
        let end = status.isGood ? style.good(result.outcome) : style.attention(result.outcome)
        let who = result.author.map { " by \(Terminal.visible($0))" } ?? ""
        var parts = [
            "\(end): run \(result.number), \(result.task ?? "cycle")\(who), \(result.began) to \(result.ended)"
        ]
        parts += result.overrides.map { OverrideText.text($0, style) }
        if result.details.isEmpty {
            // A rule that does not compile is shown with its place, on lines of its own.
            parts += result.steps.map { step in
                step.split(separator: "\n").map { Terminal.visible(String($0)) }.joined(separator: "\n")
            }
        } else {
            parts.append(steps(style))
        }
        let remarks = result.details.flatMap { step in
            step.remarks.map { "\(name(step)), \(step.profile.title): \($0)" }
        }
        if !remarks.isEmpty { parts.append(list(remarks, style).joined(separator: "\n")) }
        if !result.errors.isEmpty {
            let shown = result.errors.prefix(HistoryHint.shown)
            let lines = list(shown.map { "\($0.code)  \($0.label ?? $0.object): \($0.message)" }, style)
            let more = HistoryHint.text(
                hidden: result.errors.count - shown.count,
                of: result.errors.count,
                run: result.number
            )
            parts.append((lines + more).joined(separator: "\n"))
        }
        return parts.joined(separator: "\n\n")
    }

    private func steps(_ style: Style) -> String {
        var table = TextTable(["connector", "profile", "status", "counted"])
        for step in result.details {
            let counts = step.counts.map { "\($0.0.rawValue) \($0.1)" }.joined(separator: ", ")
            table.add([name(step), step.profile.title, step.status.rawValue, counts])
        }
        return table.text(style)
    }

    /// Sentences below each other, indented.
    private func list(_ sentences: [String], _ style: Style) -> [String] {
        var table = TextTable([])
        for sentence in sentences { table.add([sentence]) }
        return table.lines(style, indent: "  ").rows.flatMap { $0 }
    }

    private func name(_ step: RunStep) -> String {
        guard let connector = step.connector else { return "all" }
        let name = names.name(of: connector)
        return step.partition.map { "\(name), \($0)" } ?? name
    }
}
