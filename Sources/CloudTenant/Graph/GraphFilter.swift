/// A condition of `$filter`.
indirect enum GraphFilter: Sendable, Hashable {
    /// What a value is compared with.
    enum Literal: Sendable, Hashable {
        case null
        case flag(Bool)
        case text(String)
    }

    /// How texts are looked at.
    enum Affix: String, Sendable {
        case starts = "startswith"
        case ends = "endswith"
    }

    /// How values are compared.
    enum Comparison: String, Sendable {
        case equal = "eq"
        case different = "ne"
        case less = "lt"
        case atMost = "le"
        case greater = "gt"
        case atLeast = "ge"
    }

    case compare(GraphProperty, Comparison, Literal)
    case affix(GraphProperty, Affix, String)
    case oneOf(GraphProperty, [Literal])
    /// A condition that one element of a list meets; inside of it the property is the element.
    case any(GraphProperty, GraphFilter)
    case and([GraphFilter])
    case or([GraphFilter])
    case not(GraphFilter)

    /// Whether an object meets the condition; texts are compared without case, that of all letters, as Graph does.
    func accepts(_ value: (GraphProperty) -> GraphValue) -> Bool {
        switch self {
        case .compare(let property, let comparison, let literal):
            Self.compare(value(property), comparison, literal)
        case .affix(let property, let affix, let text): Self.has(value(property), affix, text)
        case .oneOf(let property, let literals):
            literals.contains { Self.compare(value(property), .equal, $0) }
        case .any(let property, let condition):
            if case .texts(let texts) = value(property) {
                texts.contains { text in condition.accepts { _ in .text(text) } }
            } else {
                false
            }
        case .and(let parts): parts.allSatisfy { $0.accepts(value) }
        case .or(let parts): parts.contains { $0.accepts(value) }
        case .not(let part): !part.accepts(value)
        }
    }

    private static func has(_ value: GraphValue, _ affix: Affix, _ text: String) -> Bool {
        guard case .text(let found) = value else { return false }
        let (folded, wanted) = (found.lowercased(), text.lowercased())
        return affix == .starts ? folded.hasPrefix(wanted) : folded.hasSuffix(wanted)
    }

    private static func compare(_ value: GraphValue, _ comparison: Comparison, _ literal: Literal) -> Bool {
        switch comparison {
        case .equal: equals(value, literal)
        case .different: !equals(value, literal)
        case .less, .atMost, .greater, .atLeast:
            if case .text(let left) = value, case .text(let right) = literal {
                ordered(left.lowercased(), comparison, right.lowercased())
            } else {
                false
            }
        }
    }

    private static func ordered(_ left: String, _ comparison: Comparison, _ right: String) -> Bool {
        switch comparison {
        case .less: left < right
        case .atMost: left <= right
        case .greater: left > right
        default: left >= right
        }
    }

    private static func equals(_ value: GraphValue, _ literal: Literal) -> Bool {
        switch (value, literal) {
        case (.null, .null): true
        case (.flag(let left), .flag(let right)): left == right
        case (.text(let left), .text(let right)): left.lowercased() == right.lowercased()
        default: false
        }
    }
}
