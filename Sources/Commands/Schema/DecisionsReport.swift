import Directory
import DirectorySchema
import WizardTasks

/// Decisions about differences of schemas.
struct DecisionsReport: Report {
    static let kind = "schema.decisions"
    let result: [SchemaDecision]
    var isForgetting = false

    func text(_ style: Style) -> String {
        guard !result.isEmpty else {
            return isForgetting ? "The decision was taken back." : "Nothing has been decided."
        }
        var table = TextTable(["forest", "difference", "decision", "who", "when", "why"])
        for one in result {
            table.add([
                one.forest, "\(one.element.rawValue) \(one.name) \(one.change.rawValue)", Self.words(one), one.who,
                one.when,
                one.why,
            ])
        }
        return table.text(style)
    }

    /// `deferred`, `ignored until 2027-01-31`, `accepted`.
    static func words(_ decision: SchemaDecision) -> String {
        switch decision.choice {
        case .accept: "accepted"
        case .defer: "deferred"
        case .ignore: "ignored until \(decision.until ?? "?")"
        }
    }
}
