/// What somebody has let pass a guard, once, with the reason.
public struct GuardOverride: Sendable, Hashable, Codable {
    /// Which guard.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// The guard before deletions.
        case deletions
        /// The guard before imports that lost much.
        case importDrop
        /// Staging mode, which holds exports back.
        case staging
        /// None: a reason was given, and nothing was let pass.
        case unused
    }

    /// Which guard.
    public let kind: Kind
    /// How many deletions may pass; nothing where the guard has no number.
    public let limit: Int?
    /// Why, in the words of who did it.
    public let reason: String
    /// Who did it.
    public let author: String

    /// Makes an override.
    public init(kind: Kind, limit: Int?, reason: String, author: String) {
        self.kind = kind
        self.limit = limit
        self.reason = reason
        self.author = author
    }

    /// What was let pass, by whom and why.
    public var sentence: String {
        let what =
            switch kind {
            case .deletions: "let up to \(limit ?? 0) deletions pass"
            case .importDrop: "let an import pass that had lost much"
            case .staging: "let an export pass in staging mode"
            case .unused: "gave a reason, and nothing was let pass"
            }
        return "\(author) \(what): \(reason)"
    }
}
