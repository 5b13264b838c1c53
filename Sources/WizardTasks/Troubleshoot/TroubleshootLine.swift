import Connectors

/// One line of what was looked at, in the words of pages.
public struct TroubleshootLine: Sendable, Hashable {
    /// How it stands.
    public enum Verdict: Int, Sendable, Hashable, Comparable {
        /// It does not work.
        case failed
        /// It is worth a look.
        case warning
        /// It is as it should be.
        case ok

        /// What is worse comes first.
        public static func < (left: Verdict, right: Verdict) -> Bool { left.rawValue < right.rawValue }
    }

    /// What was looked at.
    public let subject: String
    /// How it stands.
    public let verdict: Verdict
    /// What was found.
    public let finding: String
    /// What to do, where there is something to do.
    public let advice: String?
}

extension Troubleshoot.Finding {
    /// Its lines, in their order.
    public var lines: [TroubleshootLine] {
        checks.map { check in
            let verdict: TroubleshootLine.Verdict =
                switch check.verdict {
                case .ok: .ok
                case .warning: .warning
                case .failed: .failed
                }
            return TroubleshootLine(
                subject: check.subject,
                verdict: verdict,
                finding: check.finding,
                advice: check.advice
            )
        }
    }
}
