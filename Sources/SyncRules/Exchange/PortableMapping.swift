/// One line of a rule: what is written into which attribute.
public struct PortableMapping: Sendable, Hashable, Codable {
    /// Where the value comes from.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// The value of an attribute, as it is.
        case direct
        /// Always the same text.
        case constant
        /// The result of an expression.
        case expression
    }

    /// How the values of several rules come together.
    public enum Merge: String, Sendable, Hashable, Codable, CaseIterable {
        /// The rule with the lowest number wins.
        case update = "Update"
        /// The same.
        case replace = "Replace"
        /// All values of all rules.
        case merge = "Merge"
        /// All values of all rules, compared without regard to case.
        case mergeCaseInsensitive = "MergeCaseInsensitive"
    }

    /// The attribute that is written.
    public var destination: String
    /// The attributes that the form lists: one for a direct flow, at most two of those that an expression reads.
    public var sources: [String]
    /// The expression; nothing for the other kinds.
    public var expression: String?
    /// The text; nothing for the other kinds.
    public var constant: String?
    /// How it comes together with other rules' values.
    public var merge: Merge
    /// Whether it applies only when the target object is created.
    public var isOnce: Bool

    /// Makes a mapping; its kind follows from what it has.
    public init(
        destination: String,
        sources: [String] = [],
        expression: String? = nil,
        constant: String? = nil,
        merge: Merge = .update,
        isOnce: Bool = false
    ) {
        self.destination = destination
        self.sources = sources
        self.expression = expression
        self.constant = constant
        self.merge = merge
        self.isOnce = isOnce
    }

    /// Where the value comes from.
    public var kind: Kind { expression != nil ? .expression : constant != nil ? .constant : .direct }
}
