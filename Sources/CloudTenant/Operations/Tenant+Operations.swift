extension Tenant {
    /// Says what became of operations whose answers did not arrive, in the order in which they are asked for.
    ///
    /// Nothing is said of one that has not come. It is withdrawn if that is asked for: it is not carried out then however late
    /// it comes, and whoever has asked can send the change anew under another name and knows that it is carried out once.
    public func settle(
        _ operations: [(id: TenantOperationID, anchor: String)],
        withdrawing: Bool = true
    ) async throws -> [TenantVerdict?] {
        try await change { writing, _, now in
            try operations.map { id, anchor in
                if let known = try writing.operation(id, anchor: anchor) {
                    guard case .verdict(let verdict) = known.outcome else { return nil }
                    return verdict
                }
                guard withdrawing else { return nil }
                try writing.record(TenantOperation(id: id, anchor: anchor, at: now, outcome: .withdrawn))
                return nil
            }
        }
    }
}
