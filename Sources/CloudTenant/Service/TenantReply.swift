/// What the tenant's service does about a request.
public enum TenantReply: Sendable, Hashable {
    /// It answers.
    case response(TenantResponse)
    /// It breaks the connection off: what was asked for may be done or not.
    case silence
}
