public import Directory

/// One line of a rule: what is written into which attribute.
public struct AttributeFlow: Sendable, Hashable, Codable {
    /// Where the value comes from.
    public enum Source: Sendable, Hashable, Codable {
        /// The value of an attribute, as it is.
        case direct(AttributeName)
        /// Always the same text.
        case constant(String)
        /// The result of an expression.
        case expression(String)
        /// Something that cannot be computed, with the reason in words and the expression where there is one; it
        /// contributes nothing.
        case unsupported(String, expression: String?)

        /// The source as a person reads it.
        public var text: String {
            switch self {
            case .direct(let attribute): attribute.spelling
            case .constant(let value): "\"\(value)\""
            case .expression(let text): text
            case .unsupported(let reason, _): "(not supported: \(reason))"
            }
        }
    }

    /// The attribute that is written.
    public let destination: AttributeName
    /// Where the value comes from.
    public let source: Source
    /// How it comes together with other rules' values.
    public let merge: MergeType
    /// Whether it applies only when the target object is created.
    public let isOnce: Bool
    /// The attributes that the product's forms list as the flow's sources, where they are not the first that it reads.
    public let listed: [AttributeName]?

    /// Makes a flow.
    public init(
        destination: AttributeName,
        source: Source,
        merge: MergeType = .update,
        isOnce: Bool = false,
        listed: [AttributeName]? = nil
    ) {
        self.destination = destination
        self.source = source
        self.merge = merge
        self.isOnce = isOnce
        self.listed = listed
    }

    /// Whether both write the same: what forms list as sources decides nothing.
    public func meansSame(as other: AttributeFlow) -> Bool {
        destination == other.destination && source == other.source && merge == other.merge && isOnce == other.isOnce
    }
}
