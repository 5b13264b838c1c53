extension PendingComparison {
    /// An attribute of which two places say different things.
    public struct Difference: Sendable, Hashable, Codable {
        /// The attribute.
        public let attribute: String
        /// The values that the first place would add; nothing where it would not change the attribute.
        public let first: [String]?
        /// The values that it would take away; nothing where it would not change the attribute, or does not say.
        public let firstRemoved: [String]?
        /// Whether values that were there stay beside those; nothing where it would not change the attribute, or does not say.
        ///
        /// Where no values come and none stay, the attribute is emptied.
        public let firstKeepsOthers: Bool?
        /// The values that the second place would add.
        public let second: [String]?
        /// The values that it would take away.
        public let secondRemoved: [String]?
        /// Whether values that were there stay beside those.
        public let secondKeepsOthers: Bool?
        /// The rule that writes it, as far as one of them says.
        public internal(set) var rule: String?
    }

    /// In which attributes changes of one object differ; nothing of deletions, and of an addition that stands alone.
    static func differences(_ one: PendingSide.Change?, _ other: PendingSide.Change?) -> [Difference] {
        let operations = [one?.operation, other?.operation]
        guard !operations.contains("delete"), operations != ["add", nil], operations != [nil, "add"] else { return [] }
        let (mine, theirs) = (one?.values ?? [:], other?.values ?? [:])
        return Set(mine.keys).union(theirs.keys).sorted().compactMap { key in
            let (left, right) = (mine[key], theirs[key])
            // What an addition sends and an update does not is no difference: the update leaves it as it was added.
            if left == nil, one?.operation == "update", other?.operation == "add" { return nil }
            if right == nil, other?.operation == "update", one?.operation == "add" { return nil }
            if let left, let right, isSame(left, right) { return nil }
            return Difference(
                attribute: left?.attribute ?? right?.attribute ?? key,
                first: left?.added,
                firstRemoved: left?.removed,
                firstKeepsOthers: left?.keepsOthers,
                second: right?.added,
                secondRemoved: right?.removed,
                secondKeepsOthers: right?.keepsOthers,
                rule: left?.rule ?? right?.rule
            )
        }
    }

    private static func isSame(_ one: PendingSide.Value, _ other: PendingSide.Value) -> Bool {
        guard one.added == other.added else { return false }
        if let left = one.removed, let right = other.removed, left != right { return false }
        // What is left may be another although the change is the same; a place that does not say which values go may say that
        // no other one stays.
        guard let left = one.keepsOthers, let right = other.keepsOthers else { return true }
        return left == right
    }
}
