import SyncRules
import WizardTasks

/// The server that a workspace was made of, and how much of its rules the catalogue knows: at the head of every report.
enum ServerSentence {
    /// The sentence; nothing where the workspace was not made of a server.
    static func text(_ content: RefreshContent) -> String? {
        guard let build = content.serverBuild else { return nil }
        guard let counts = content.merge?.counts else { return "Server build \(build)." }
        let standard =
            counts.kept + counts.removed + counts.updated + counts.edited + counts.disabled + counts.conflict
            + counts.unknown
        return "Server build \(build); \(standard - counts.unknown) of "
            + "\(WordList.count(standard, "standard rule")) known to the catalogue."
    }
}
