public import Directory

/// Where the tenant keeps its objects.
public protocol TenantStore: Sendable {
    /// The attribute table of the store.
    var table: AttributeTable { get }
    /// All objects, ascending by anchor.
    func objects() async throws -> [TenantObject]
    /// Carries out writes in order, in one transaction: all of them or none.
    func apply(_ writes: [TenantWrite]) async throws
}
