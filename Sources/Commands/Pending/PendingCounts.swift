import WizardTasks

/// How many changes are pending, in words: what must not be missed first.
enum PendingCounts {
    /// What would go out when staging mode is off.
    static func text(_ staging: StagingContent) -> String {
        staging.isUnknown == true ? "not known, since nothing has been synchronized yet" : text(staging.pending)
    }

    static func text(_ counts: [String: Int]) -> String {
        let parts = [
            ("delete", "deletion", "deletions"), ("update", "update", "updates"), ("add", "addition", "additions"),
        ]
        .compactMap { key, one, many in (counts[key] ?? 0) > 0 ? WordList.count(counts[key] ?? 0, one, many) : nil }
        return parts.isEmpty ? "no change" : WordList.join(parts)
    }
}
