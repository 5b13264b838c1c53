public import CloudTenant

/// Carries requests to a tenant's service; what it is made of is nobody else's business.
public protocol TenantTransport: Sendable {
    /// Sends a request and gives back the answer; what it throws on the way is a `TransportFailure`.
    func send(_ request: TenantRequest) async throws -> TenantResponse
}
