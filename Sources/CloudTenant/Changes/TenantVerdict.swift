/// What the tenant says of one change.
public enum TenantVerdict: Sendable, Hashable {
    /// It was taken.
    case accepted(TenantAcceptance)
    /// It was refused; the code is the product's word, such as `AttributeValueMustBeUnique`.
    case rejected(code: String, message: String)
    /// It was not looked at: 429 or 503, and after how many seconds it may come again.
    case deferred(status: Int, retryAfter: Int64)
}
