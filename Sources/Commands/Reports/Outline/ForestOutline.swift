import Directory
import DirectorySchema
import WizardTasks

/// What a document says of one forest.
struct ForestOutline {
    let name: String
    /// What was read, or why not.
    let statement: Phrase
    /// Whether there was no schema before; everything is new then.
    let isFirst: Bool
    /// What differs, worst first.
    let differences: [DifferenceRow]
    /// Classes whose entries may hold something else since another class changed.
    let through: [Phrase]
    /// Definitions that cannot be read.
    let unreadable: [Phrase]

    init(_ forest: ForestRefresh) {
        name = forest.name
        isFirst = forest.state == .read && forest.cachedVersion == nil
        statement = Self.statement(forest)
        let impacts = Dictionary(forest.impacts.map { ($0.change, $0) }, uniquingKeysWith: { first, _ in first })
        let rows = forest.diff.changes.map { DifferenceRow($0, impacts[$0]) }
        // Sorting need not be stable; the place makes it so.
        differences = rows.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
            .map(\.element)
        through = forest.effective.compactMap(Self.effective)
        unreadable =
            forest.unreadable.map { "\($0.place): \(prose: $0.reason); kept as it is" }
            + forest.diff.unreadable.map { "\($0.spelling) may be in a definition that cannot be read; kept as it is" }
    }

    /// How many differences there are of each kind.
    var counts: [(action: SchemaChange.Action, sentence: String)] {
        SchemaChange.Action.allCases.flatMap { action in
            SchemaChange.Element.allCases.compactMap { element in
                let count = differences.count { $0.change.action == action && $0.change.element == element }
                guard count > 0 else { return nil }
                let noun = element == .objectClass ? WordList.count(count, "class", "classes") : nil
                return (action, "\(noun ?? WordList.count(count, "attribute")) \(Wording.mark(action).word)")
            }
        }
    }

    private static func statement(_ forest: ForestRefresh) -> Phrase {
        switch forest.state {
        case .unselected: return "Not selected; it stays as it is."
        case .failed: return "It could not be read and stays as it is: \(prose: forest.failure ?? "")"
        case .read:
            let size: Phrase = """
                \(words: WordList.count(forest.classes, "class", "classes")), \
                \(words: WordList.count(forest.attributes, "attribute"))
                """
            let source: Phrase = forest.source.map { " read from \($0)" } ?? " read"
            var level: Phrase = ""
            if let before = forest.cachedObjectVersion, let after = forest.liveObjectVersion, before != after {
                level = ", objectVersion \("\(before)") → \("\(after)")"
            }
            let first: Phrase = forest.cachedVersion == nil ? " This is its first reading: everything is new." : ""
            return size + source + level + "." + first
        }
    }

    private static func effective(_ change: EffectiveChange) -> Phrase? {
        // What a class's own list says stands with the class.
        let isOwn = !(change.gained + change.lost).contains { $0.through != change.objectClass }
        guard !isOwn || !change.required.isEmpty else { return nil }
        var parts: [Phrase] = []
        for (verb, list) in [("gains", change.gained), ("loses", change.lost)] where !list.isEmpty {
            let sources = Set(list.map(\.through)).sorted().map { Phrase.name($0.spelling) }.listed
            let names = list.map { Phrase.name($0.attribute.spelling) }.listed
            parts.append("\(words: verb) \(names) through \(sources)")
        }
        if !change.required.isEmpty {
            parts.append("requires \(change.required.map { Phrase.name($0.spelling) }.listed) now")
        }
        if !change.released.isEmpty {
            parts.append("no longer requires \(change.released.map { Phrase.name($0.spelling) }.listed)")
        }
        return "\(change.objectClass.spelling) \(parts.joined(separator: "; "))"
    }
}
