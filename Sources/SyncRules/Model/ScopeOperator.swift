/// The comparisons of scoping filters, by the names under which rules are stored.
public enum ScopeOperator: String, Sendable, Hashable, Codable, CaseIterable {
    /// The value is equal.
    case equal = "EQUAL"
    /// The value differs, or is absent.
    case notEqual = "NOTEQUAL"
    /// The value is less; numerically where both are numbers.
    case lessThan = "LESSTHAN"
    /// The value is at most that.
    case lessThanOrEqual = "LESSTHAN_OR_EQUAL"
    /// The value is greater.
    case greaterThan = "GREATERTHAN"
    /// The value is at least that.
    case greaterThanOrEqual = "GREATERTHAN_OR_EQUAL"
    /// The text occurs in the value.
    case contains = "CONTAINS"
    /// The text does not occur, or the value is absent.
    case notContains = "NOTCONTAINS"
    /// The value begins with the text.
    case startsWith = "STARTSWITH"
    /// The value does not begin with it, or is absent.
    case notStartsWith = "NOTSTARTSWITH"
    /// The value ends with the text.
    case endsWith = "ENDSWITH"
    /// The value does not end with it, or is absent.
    case notEndsWith = "NOTENDSWITH"
    /// There is no value.
    case isNull = "ISNULL"
    /// There is a value.
    case isNotNull = "ISNOTNULL"
    /// One of several values is equal.
    case isIn = "ISIN"
    /// None of the values is equal.
    case isNotIn = "ISNOTIN"
    /// All bits of the mask are set.
    case isBitSet = "ISBITSET"
    /// Not all bits of the mask are set, or the value is absent.
    case isBitNotSet = "ISBITNOTSET"
    /// The object is a member of the group; not supported yet.
    case isMemberOf = "ISMEMBEROF"
    /// The object is not a member of the group; not supported yet.
    case isNotMemberOf = "ISNOTMEMBEROF"

    /// Reads a stored name; the documentation's misspelling of `ISBITNOTSET` is understood.
    public init?(stored name: String) {
        let name = name.uppercased()
        self.init(rawValue: name == "ISNOTBITSET" ? "ISBITNOTSET" : name)
    }

    /// Whether a value to compare with is part of the clause.
    public var takesValue: Bool { self != .isNull && self != .isNotNull }
}
