/// A tenant as somebody sees it who exports to it, in this process or elsewhere.
public protocol TenantExchange: Sendable {
    /// How many changes one request may have.
    var largestBatch: Int { get }
    /// About how many bytes one request should have; a single change may have more.
    var largestRequest: Int { get }
    /// Sends changes, and says of each what became of it, in the same order.
    func process(_ changes: PackedChanges, by writer: TenantWriter?) async throws -> TenantAnswer
    /// Asks what became of operations; nothing is said of those that have not come.
    ///
    /// Those are carried out when they come later, unless they are withdrawn.
    func settle(
        _ operations: [(id: TenantOperationID, anchor: String)],
        withdrawing: Bool
    ) async throws -> [TenantVerdict?]
    /// Who writes into the tenant; nothing before the first export.
    func activeWriter() async throws -> TenantWriter?
    /// Lets the time pass that the tenant wants to be waited for.
    func wait(seconds: Int64) async throws
}

extension Tenant: TenantExchange {
    /// As many as there are: no wire limits them.
    public nonisolated var largestBatch: Int { .max }
    /// As many as there are.
    public nonisolated var largestRequest: Int { .max }

    /// Carries out changes that an exporter hands over; see the one with values.
    public func process(_ changes: PackedChanges, by writer: TenantWriter?) async throws -> TenantAnswer {
        try await process(changes.unpacked, by: writer)
    }

    /// Who writes into the tenant; nothing before the first export.
    public func activeWriter() async throws -> TenantWriter? { try await store.read { try $0.state().writer } }
}
