public import Directory

/// A value that an object was sent and that the tenant keeps back, since another object has it.
///
/// The change succeeds all the same; the value comes back by itself when the conflict has gone.
public struct ProvisioningError: Sendable, Hashable, Codable {
    /// The product's only category.
    public static let propertyConflict = "PropertyConflict"

    /// The product's word for the kind of error.
    public let category: String
    /// The attribute.
    public let attribute: AttributeName
    /// The value that is kept back.
    public let value: String
    /// Since when.
    public let since: TenantInstant

    /// Notes a conflict.
    public init(attribute: AttributeName, value: String, since: TenantInstant) {
        category = Self.propertyConflict
        self.attribute = attribute
        self.value = value
        self.since = since
    }

    /// Whether both speak of the same value, whenever that was.
    func means(_ other: ProvisioningError) -> Bool {
        attribute == other.attribute && value == other.value
    }
}
