extension Tenant {
    /// Says what became of operations whose answers did not arrive, in the order in which they are asked for.
    ///
    /// One that has not come is withdrawn: nothing is said of it, and it is not carried out however late it comes. Whoever has
    /// asked can then send the change anew, under another name, and knows that it is carried out once.
    public func settle(
        _ operations: [(id: TenantOperationID, anchor: String)]
    ) async throws -> [TenantVerdict?] {
        try await change { writing, _, now in
            try operations.map { id, anchor in
                if let known = try writing.operation(id, anchor: anchor) {
                    guard case .verdict(let verdict) = known.outcome else { return nil }
                    return verdict
                }
                try writing.record(TenantOperation(id: id, anchor: anchor, at: now, outcome: .withdrawn))
                return nil
            }
        }
    }
}
