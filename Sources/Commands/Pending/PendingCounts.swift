import WizardTasks

/// How many changes are pending, in words: what must not be missed first.
enum PendingCounts {
    /// What would go out when staging mode is off.
    static func text(_ staging: StagingContent) -> String {
        guard staging.isUnknown != true else { return "not known, since nothing has been synchronized yet" }
        return text(staging.pending) + (writeBacks(staging).map { ", and \($0) to be written back" } ?? "")
    }

    /// How many objects of which forests wait to be written back; nothing where none do.
    static func writeBacks(_ staging: StagingContent) -> String? {
        let parts = (staging.writeBacks ?? [:]).sorted { $0.key < $1.key }.map { forest, count in
            "\(WordList.count(count, "object")) of \(forest)"
        }
        return parts.isEmpty ? nil : WordList.join(parts)
    }

    static func text(_ counts: [String: Int]) -> String {
        let parts = [
            ("delete", "deletion", "deletions"), ("update", "update", "updates"), ("add", "addition", "additions"),
        ]
        .compactMap { key, one, many in (counts[key] ?? 0) > 0 ? WordList.count(counts[key] ?? 0, one, many) : nil }
        return parts.isEmpty ? "no change" : WordList.join(parts)
    }
}
