import Diagnostics
import WizardTasks

/// How a workspace stands.
struct StatusReport: Report {
    static let kind = "status"
    let result: WorkspaceStatus

    func text(_ style: Style) -> String {
        var facts = TextTable([])
        facts.add(["workspace", result.folder])
        facts.add(["staging mode", result.isStaging ? "on: nothing is exported" : "off"])
        facts.add(["sign-in", result.signIn])
        facts.add(["in use", result.lock.map(Self.sentence) ?? "by nobody"])
        facts.add([
            "last run",
            result.lastRun.map { "\($0.number), \($0.outcome), from \($0.began) to \($0.ended)" } ?? "none yet",
        ])
        var parts = [facts.text(style), ForestListReport(result: result.forests).text(style)]
        if result.due.isEmpty {
            parts.append("Nothing is due.")
        } else {
            var due = TextTable(["due", "connector", "why"])
            for one in result.due { due.add([one.run, one.connector, one.reason]) }
            parts.append(due.text(style))
        }
        return parts.joined(separator: "\n\n")
    }

    private static func sentence(_ lock: WorkspaceStatus.Lock) -> String {
        "\(lock.task), by \(lock.owner), process \(lock.process) on \(lock.host), since \(lock.since)"
            + (lock.renewed.map { ", alive at \($0)" } ?? "")
    }
}
