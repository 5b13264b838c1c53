import Diagnostics
import SyncEngine
import WizardTasks

/// What the scheduler would do and what keeps it from it.
struct SchedulerReport: Report {
    static let kind = "scheduler"
    let result: SchedulerState
    /// Whether the first sentence is about the run, and not about the schedule.
    var saysRun = false

    func text(_ style: Style) -> String {
        let last =
            result.last.map { run in
                let end = run.outcome == "success" ? style.good(run.outcome) : style.attention(run.outcome)
                return "The last cycle, run \(run.number), ended at \(run.ended) with \(end)."
            } ?? "No cycle has been run yet."
        var lines: [String] = []
        if let holder = result.suspendedBy {
            lines.append(
                style.attention("In use") + " by \(Terminal.visible(holder)); no cycle can begin until that ends."
            )
        } else if saysRun {
            lines.append("Nothing is running. \(last)")
        }
        if !saysRun || result.suspendedBy != nil { lines.append(last) }
        lines.append(
            result.isEnabled
                ? "The next \(result.nextPolicy.rawValue) cycle is due at \(result.nextStart), every \(result.interval) minutes, "
                    + "where `dryad scheduler serve` runs."
                : style.attention("The scheduler is switched off")
                    + "; `dryad scheduler set --enable-sync` switches it on."
        )
        lines.append(
            result.isStaging ? "Staging mode is on: cycles export nothing." : "Staging mode is off: cycles export."
        )
        lines.append("Runs are kept in the history for \(WordList.count(result.historyDays, "day")).")
        lines += result.overrides.map { style.attention("! ") + Terminal.visible($0) }
        return lines.joined(separator: "\n")
    }
}
