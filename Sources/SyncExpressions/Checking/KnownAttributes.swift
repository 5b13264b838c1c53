public import Directory

/// The attributes that an expression may name, and what their values are, as far as that is known.
public struct KnownAttributes: Sendable {
    /// What is known of one attribute.
    public struct Attribute: Sendable, Hashable {
        /// The kinds that its values may have.
        public let types: ValueTypes
        /// Whether it may have several values; nothing where that is not known.
        public let isMultiValued: Bool?

        /// Says what is known.
        public init(types: ValueTypes = .any, isMultiValued: Bool? = nil) {
            self.types = types
            self.isMultiValued = isMultiValued
        }
    }

    /// What has the attributes, as messages call it: `schema`, `metaverse`.
    let owner: String
    private let attributes: [AttributeName: (name: AttributeName, attribute: Attribute)]

    /// Takes names in their right case, with what is known of each.
    public init(_ attributes: [AttributeName: Attribute], owner: String = "schema") {
        self.owner = owner
        self.attributes = Dictionary(uniqueKeysWithValues: attributes.map { ($0.key, ($0.key, $0.value)) })
    }

    /// Takes names of which nothing else is known.
    public init(names: some Sequence<AttributeName>, owner: String = "schema") {
        self.init(Dictionary(names.map { ($0, Attribute()) }, uniquingKeysWith: { first, _ in first }), owner: owner)
    }

    /// The attribute with its right spelling, however its name is written.
    func find(_ name: AttributeName) -> (name: AttributeName, attribute: Attribute)? { attributes[name] }

    /// Every name, for suggestions; ascending, so that the same text gets the same suggestion.
    var names: [String] { attributes.keys.sorted().map(\.spelling) }
}
