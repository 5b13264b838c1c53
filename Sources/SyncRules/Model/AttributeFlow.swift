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
        /// Something that cannot be computed yet, with the reason in words; it contributes nothing.
        case unsupported(String)

        /// The source as a person reads it.
        public var text: String {
            switch self {
            case .direct(let attribute): attribute.spelling
            case .constant(let value): "\"\(value)\""
            case .expression(let text): text
            case .unsupported(let reason): "(not supported: \(reason))"
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

    /// Makes a flow.
    public init(destination: AttributeName, source: Source, merge: MergeType = .update, isOnce: Bool = false) {
        self.destination = destination
        self.source = source
        self.merge = merge
        self.isOnce = isOnce
    }
}
