public import DirectorySchema

/// What a look at one forest says of its cached schema.
public struct SchemaFinding: Sendable, Hashable, Codable {
    /// Whether a refresh is due.
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        /// The forest could not be asked.
        case failed
        /// A refresh is due.
        case due
        /// The forest answered, and its answer does not tell.
        case untold
        /// The cached schema is the live one.
        case current

        /// The word for people.
        public var title: String {
            switch self {
            case .failed: "not asked"
            case .due: "a refresh is due"
            case .untold: "cannot be told"
            case .current: "current"
            }
        }
    }

    /// The forest.
    public let forest: String
    /// Whether a refresh is due.
    public let state: State
    /// Why, in words.
    public let reason: String
    /// The marks of the server that are not what they were.
    public let moves: [SchemaMarks.Move]
    /// The version that is cached; nothing before the first refresh.
    public let version: Int?

    init(_ forest: String, _ state: State, _ reason: String, moves: [SchemaMarks.Move] = [], version: Int?) {
        self.forest = forest
        self.state = state
        self.reason = reason
        self.moves = moves
        self.version = version
    }

    /// What a comparison with the marks of a cached version says.
    static func of(_ comparison: SchemaMarks.Comparison, _ forest: String, _ cached: SchemaVersion) -> SchemaFinding {
        switch comparison {
        case .same:
            SchemaFinding(
                forest,
                .current,
                "nothing has moved since version \(cached.number) was read",
                version: cached.number
            )
        case .moved(let moves):
            SchemaFinding(
                forest,
                .due,
                "\(sentence(moves)) since version \(cached.number) was read",
                moves: moves,
                version: cached.number
            )
        case .untold(let why):
            SchemaFinding(forest, .untold, "\(why); `dryad schema refresh` tells", version: cached.number)
        }
    }

    /// `schemaInfo and objectVersion (47 to 69) moved`.
    private static func sentence(_ moves: [SchemaMarks.Move]) -> String {
        let parts = moves.map { move in
            // Long values say nothing to people.
            guard let from = move.from, let to = move.to, from.count <= 40, to.count <= 40 else { return move.name }
            return "\(move.name) (\(from) to \(to))"
        }
        guard let last = parts.last, parts.count > 1 else { return (parts.first ?? "something") + " moved" }
        return parts.dropLast().joined(separator: ", ") + " and \(last) moved"
    }
}
