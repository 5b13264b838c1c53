public import Directory

/// What the synchronizing side sent for an attribute, where the tenant shows something else.
public struct TenantShadow: Sendable, Hashable, Codable {
    /// The attribute.
    public let attribute: AttributeName
    /// The values that were sent.
    public let values: [[UInt8]]

    /// Notes what was sent.
    public init(attribute: AttributeName, values: [[UInt8]]) {
        self.attribute = attribute
        self.values = values
    }
}
