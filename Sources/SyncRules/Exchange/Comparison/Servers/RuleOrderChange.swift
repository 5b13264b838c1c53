/// Two rules that write the same and come in one order on the first server, and in the other order on the second.
///
/// Numbers alone say nothing; which of two rules comes first decides whose value wins.
public struct RuleOrderChange: Sendable, Hashable, Codable {
    /// A rule.
    public struct Rule: Sendable, Hashable, Codable {
        /// Its name.
        public let name: String
        /// Its connector, by its forest's name.
        public let connector: String
    }

    /// The rule that comes first on the first server.
    public let first: Rule
    /// The rule that comes first on the second server.
    public let second: Rule
    /// The attributes that both write, or `(join)` where both join the same objects.
    public let attributes: [String]

    var order: [String] { [first.name, first.connector, second.name, second.connector] }
}
