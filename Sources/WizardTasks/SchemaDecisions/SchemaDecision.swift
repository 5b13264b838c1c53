public import Directory
public import DirectorySchema

/// What somebody decided about one difference between a live schema and the cached one.
public struct SchemaDecision: Sendable, Hashable, Codable {
    /// What is to happen with the difference.
    public enum Choice: String, Sendable, Hashable, Codable, CaseIterable {
        /// It is taken over with the next plan that is applied; the same as no decision, with a reason.
        case accept
        /// It stays out, and every plan lists it.
        case `defer`
        /// It stays out without being listed, until a date.
        case ignore
    }

    /// The forest.
    public let forest: String
    /// What kind of definition.
    public let element: SchemaChange.Element
    /// Its name in the newer schema.
    public let name: AttributeName
    /// What happened to it.
    public let change: SchemaChange.Action
    /// What was decided.
    public let choice: Choice
    /// The last day on which it is ignored, `2027-01-31`; nothing for the other choices.
    public let until: String?
    /// Who decided.
    public let who: String
    /// When, ISO 8601 in UTC.
    public let when: String
    /// Why.
    public let why: String

    /// Writes down a decision.
    public init(
        forest: String,
        element: SchemaChange.Element,
        name: AttributeName,
        change: SchemaChange.Action,
        choice: Choice,
        until: String? = nil,
        who: String,
        when: String,
        why: String
    ) {
        self.forest = forest
        self.element = element
        self.name = name
        self.change = change
        self.choice = choice
        self.until = until
        self.who = who
        self.when = when
        self.why = why
    }

    /// Whether it is about that difference.
    func concerns(_ other: SchemaChange, of name: String) -> Bool {
        forest.lowercased() == name.lowercased() && element == other.element && self.name == other.name
            && change == other.action
    }

    /// Whether the difference stays out on that day, written like `2026-11-25`.
    func holds(on day: String) -> Bool {
        switch choice {
        case .accept: false
        case .defer: true
        case .ignore: until.map { day <= $0 } ?? false
        }
    }
}
