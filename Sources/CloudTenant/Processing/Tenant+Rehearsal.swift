extension Tenant {
    /// Carries the verdicts out of a transaction that is not to be kept.
    private struct Rehearsed: Error {
        let verdicts: [TenantVerdict]
    }

    /// What the tenant would say to these changes, one after another; nothing of it is kept, and the throttle does not count.
    public func rehearse(_ changes: [TenantChange]) async throws -> [TenantVerdict] {
        do {
            return try await change { writing, state, now in
                var processor = ChangeProcessor(writing, now: now, state: state)
                var verdicts: [TenantVerdict] = []
                for change in changes { verdicts.append(try processor.process(change)) }
                throw Rehearsed(verdicts: verdicts)
            }
        } catch let rehearsed as Rehearsed {
            return rehearsed.verdicts
        }
    }
}
