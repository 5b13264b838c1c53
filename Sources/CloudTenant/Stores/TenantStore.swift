public import Directory

/// Where the tenant keeps its objects.
public protocol TenantStore: Sendable {
    /// The attribute table of the store.
    var table: AttributeTable { get }
    /// Looks at the store as it is at one moment.
    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any TenantReading) throws -> Result
    ) async throws -> Result
    /// Changes the store alone: all of what the body does is kept, or nothing when it throws.
    ///
    /// Nobody else changes the store between what the body reads and what it writes, in whichever process.
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any TenantWriting) throws -> Result
    ) async throws -> Result
}

extension TenantStore {
    /// All objects that are not deleted, ascending by source anchor, those without one last.
    public func objects() async throws -> [TenantObject] { try await read { try $0.objects(.present) } }
}
