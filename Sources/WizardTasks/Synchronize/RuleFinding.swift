import Diagnostics

/// Something doubtful that several flows may share, such as an attribute that no schema has: the rules ran all the same.
public struct RuleFinding: Sendable, Hashable, Codable {
    /// Its stable code.
    public let code: String
    /// How much it matters: `error`, `warning` or `note`.
    public let severity: String
    /// What is doubtful.
    public let message: String
    /// What may have been meant.
    public let notes: [String]
    /// The flows, each as rule and destination, in the order of the rules.
    public var places: [String]

    /// Folds findings that say the same of different flows; the first place decides the order.
    static func fold(_ diagnostics: [Diagnostic]) -> [RuleFinding] {
        var findings: [RuleFinding] = []
        for one in diagnostics {
            let place = one.source?.name ?? "a rule"
            let known = findings.firstIndex {
                $0.code == one.code.rawValue && $0.message == one.message && $0.notes == one.notes
            }
            if let known {
                if !findings[known].places.contains(place) { findings[known].places.append(place) }
            } else {
                findings.append(
                    RuleFinding(
                        code: one.code.rawValue,
                        severity: one.severity.rawValue,
                        message: one.message,
                        notes: one.notes,
                        places: [place]
                    )
                )
            }
        }
        return findings
    }
}
