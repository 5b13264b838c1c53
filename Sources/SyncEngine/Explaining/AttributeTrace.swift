public import Directory

/// How one attribute of one object got its values: every flow that may write it, by precedence.
public struct AttributeTrace: Sendable, Hashable {
    /// The attribute.
    public let attribute: AttributeName
    /// The values that it gets, ascending, each once.
    public let values: [[UInt8]]
    /// Whether no flow gives them: they are what was there before.
    public let isKept: Bool
    /// The flows that may write it, those of higher standing first.
    public let flows: [FlowTrace]

    /// The flow of highest standing whose values are the attribute's, or among them.
    public var winner: FlowTrace? { flows.first { $0.outcome == .wins || $0.outcome == .merged } }

    /// The flow that leaves the attribute empty on purpose; nothing where flows of higher standing have given values before it.
    public var blocker: FlowTrace? { values.isEmpty ? flows.first { $0.outcome == .authoritativeNull } : nil }
}
