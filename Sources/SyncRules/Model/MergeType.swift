/// How several rules that write one attribute come together.
public enum MergeType: String, Sendable, Hashable, Codable {
    /// The rule with the lowest precedence number wins.
    case update
    /// All values of all rules, compared exactly.
    case merge
    /// All values of all rules, compared without regard to case.
    case mergeCaseInsensitive
}
