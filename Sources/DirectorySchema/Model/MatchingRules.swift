/// How values of an attribute are compared (RFC 4512 section 4.1.3): the rules that its definition names.
public struct MatchingRules: Sendable, Hashable, Codable {
    /// For equality.
    public var equality: String?
    /// For order.
    public var ordering: String?
    /// For parts of a value.
    public var substring: String?

    /// Names rules.
    public init(equality: String? = nil, ordering: String? = nil, substring: String? = nil) {
        self.equality = equality
        self.ordering = ordering
        self.substring = substring
    }

    /// Whether no rule is named.
    public var isEmpty: Bool { equality == nil && ordering == nil && substring == nil }
}
