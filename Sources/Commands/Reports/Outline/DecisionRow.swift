import DirectorySchema
import WizardTasks

/// A decision about a difference, with who made it, when and why.
struct DecisionRow {
    let decision: SchemaDecision
    /// Whether it holds the difference back; otherwise the difference is taken over.
    let isHeld: Bool

    init(_ decision: SchemaDecision, isHeld: Bool) {
        self.decision = decision
        self.isHeld = isHeld
    }

    /// What became of the difference.
    var verdict: Phrase {
        switch (decision.choice, isHeld) {
        case (.ignore, true): "ignored until \(prose: decision.until ?? "")"
        case (.ignore, false): "taken over: ignored until \(prose: decision.until ?? "") only"
        case (.defer, _): "deferred"
        case (.accept, _): "taken over: accepted"
        }
    }

    /// The day of the decision.
    var day: Phrase { .prose(String(decision.when.prefix(10))) }
    /// Why, if that was said.
    var why: Phrase { decision.why.isEmpty ? "no reason given" : .prose(decision.why) }
}
