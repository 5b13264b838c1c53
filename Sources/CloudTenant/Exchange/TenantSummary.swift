import Directory

/// What a tenant holds and how it is set up, as one value that travels.
public struct TenantSummary: Sendable, Hashable, Codable {
    /// The objects of one class.
    public struct Count: Sendable, Hashable, Codable {
        /// The class.
        public let objectClass: String
        /// How many are there, and how many are deleted.
        public let count: TenantCount
    }

    /// Settings, throttle, writer, faults.
    public let state: TenantState
    /// How many objects there are, ascending by class.
    public let counts: [Count]
    /// Of how many objects something is kept back.
    public let keptBack: Int
    /// The tenant's time.
    public let now: TenantInstant
}

extension Tenant {
    /// Looks at what the tenant holds and how it is set up.
    public func summary() async throws -> TenantSummary {
        let real = clock.now()
        return try await store.read { reading in
            let state = try reading.state()
            return TenantSummary(
                state: state,
                counts: try reading.counts().map { .init(objectClass: $0.key.spelling, count: $0.value) }
                    .sorted { $0.objectClass < $1.objectClass },
                keptBack: try reading.keptBack(),
                now: real.advanced(by: state.clockOffset)
            )
        }
    }
}
