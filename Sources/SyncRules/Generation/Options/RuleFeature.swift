/// An optional feature on which standard rules depend.
public struct RuleFeature: Sendable, Hashable {
    /// The word by which it is turned on.
    public let name: String
    /// What it does, as a clause.
    public let meaning: String

    /// All of them, by name.
    public static let all = [
        RuleFeature(name: "deviceWriteUp", meaning: "computers of the forests become devices of the tenant"),
        RuleFeature(name: "deviceWriteback", meaning: "devices of the tenant are written back to a forest"),
        RuleFeature(name: "exchangeHybrid", meaning: "Exchange attributes are written back to the forests"),
        RuleFeature(name: "groupWriteback", meaning: "groups of the tenant are written back to a forest"),
    ]
}
