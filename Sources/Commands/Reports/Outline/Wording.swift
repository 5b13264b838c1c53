import DirectorySchema
import SyncRules
import WizardTasks

/// The words and marks for what happens: a mark never stands without its word, nor a colour without both.
enum Wording {
    /// How something is to be taken.
    enum Tone: String {
        case good, bad, attention
    }

    static func mark(_ action: SchemaChange.Action) -> (mark: String, word: String, tone: Tone) {
        switch action {
        case .added: ("+", "added", .good)
        case .removed: ("−", "removed", .bad)
        case .renamed: ("→", "renamed", .attention)
        case .modified: ("~", "modified", .attention)
        }
    }

    static func mark(_ kind: SchemaImpact.Effect.Kind) -> (mark: String, word: String, tone: Tone) {
        switch kind {
        case .broken: ("!", "breaks", .bad)
        case .lost: ("−", "loses", .bad)
        case .gained: ("+", "gains", .good)
        case .touched: ("~", "touches", .attention)
        }
    }

    /// What becomes of a part that both sides changed.
    static func taken(_ side: MergeDecision.Side?) -> String {
        switch side {
        case nil: "as it is, until somebody decides"
        case .ours: "what is generated now"
        case .theirs: "as it is"
        }
    }

    static func mark(_ action: RuleChange.Action) -> (mark: String, word: String, tone: Tone) {
        switch action {
        case .appears: ("+", "appears", .good)
        case .goes: ("−", "goes", .bad)
        case .changes: ("~", "changes", .attention)
        }
    }

    static func noun(_ element: SchemaChange.Element) -> String {
        element == .objectClass ? "class" : "attribute"
    }
}
