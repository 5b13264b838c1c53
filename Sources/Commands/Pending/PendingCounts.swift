/// How many changes are pending, in words.
enum PendingCounts {
    static func text(_ counts: [String: Int]) -> String {
        let parts = [
            ("add", "addition", "additions"), ("update", "update", "updates"), ("delete", "deletion", "deletions"),
        ]
        .compactMap { key, one, many in (counts[key] ?? 0) > 0 ? WordList.count(counts[key] ?? 0, one, many) : nil }
        return parts.isEmpty ? "no change" : WordList.join(parts)
    }
}
