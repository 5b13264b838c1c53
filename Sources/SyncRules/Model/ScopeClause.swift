public import Directory

/// One condition of a scoping filter.
public struct ScopeClause: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The attribute: of the connector space for inbound rules, of the metaverse for outbound ones.
    public let attribute: AttributeName
    /// The comparison.
    public let comparison: ScopeOperator
    /// What to compare with; empty where the comparison takes none.
    public let value: String

    /// Makes a clause.
    public init(attribute: AttributeName, comparison: ScopeOperator, value: String = "") {
        self.attribute = attribute
        self.comparison = comparison
        self.value = value
    }

    /// Reads `attribute OPERATOR value`; nothing when it is not that.
    public init?(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 2).map(String.init)
        guard parts.count >= 2, let comparison = ScopeOperator(stored: parts[1]),
            comparison.takesValue == (parts.count == 3)
        else { return nil }
        self.init(attribute: AttributeName(parts[0]), comparison: comparison, value: parts.count == 3 ? parts[2] : "")
    }

    /// `attribute OPERATOR value`.
    public var description: String {
        "\(attribute) \(comparison.rawValue)" + (comparison.takesValue ? " \(value)" : "")
    }
}
