/// The optional features that a person has turned on, by the words under which the catalogue asks for them.
public struct RuleOptions: Sendable, Hashable, Codable {
    /// The features that are on, sorted.
    public let features: [String]

    /// The features that the catalogue knows, each with a sentence.
    public static let known: [(name: String, meaning: String)] = [
        ("deviceWriteUp", "computers of the forests become devices of the tenant"),
        ("exchangeHybrid", "Exchange attributes are written back to the forests"),
    ]

    /// What a new workspace starts with.
    public static let standard = RuleOptions(features: ["deviceWriteUp"])

    /// Makes a set of options.
    public init(features: [String]) { self.features = Set(features).sorted() }

    /// Whether a feature is on.
    public func has(_ feature: String) -> Bool { features.contains(feature) }
}
