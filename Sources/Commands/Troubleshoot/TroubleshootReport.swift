import Connectors
import Diagnostics
import WizardTasks

/// What looking everything over has found.
struct TroubleshootReport: Report {
    static let kind = "troubleshoot"
    let result: [Troubleshoot.Finding]

    func text(_ style: Style) -> String {
        result.map { finding in
            let lines = finding.checks.map { check in
                let mark =
                    switch check.verdict {
                    case .ok: style.good("ok    ")
                    case .warning: style.attention("look  ")
                    case .failed: style.bad("failed")
                    }
                let advice = check.advice.map { "\n          " + style.faint(Terminal.visible($0)) } ?? ""
                return "  \(mark)  \(Terminal.visible(check.subject)): \(Terminal.visible(check.finding))" + advice
            }
            return ([style.strong(Terminal.visible(finding.group))] + lines).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }
}
