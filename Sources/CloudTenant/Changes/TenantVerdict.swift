/// What the tenant says of one change.
public enum TenantVerdict: Sendable, Hashable {
    /// It was taken.
    case accepted
    /// It was refused; the code is the product's word, such as `AttributeValueMustBeUnique`.
    case rejected(code: String, message: String)
}
