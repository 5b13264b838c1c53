public import Directory
public import SyncRules

/// How an object got its attributes.
public struct EntryTrace: Sendable, Hashable {
    /// The error that ends the object's synchronization: the first one by precedence.
    public struct Failure: Sendable, Hashable {
        /// The product's word for it.
        public let code: String
        /// The rule.
        public let rule: SyncRule
        /// The attribute that the flow writes.
        public let attribute: AttributeName
        /// What happened; for `Error("…")` the text that the rule gives.
        public let message: String
    }

    /// The attributes that some flow may write, ascending by name.
    public let attributes: [AttributeTrace]
    /// Why the object was left as it was; nothing where it went well.
    public let failure: Failure?

    /// The trace of one attribute.
    public subscript(attribute: AttributeName) -> AttributeTrace? { attributes.first { $0.attribute == attribute } }
}
