extension Tenant {
    /// Carries the verdicts out of a transaction that is not to be kept.
    private struct Rehearsed: Error {
        let verdicts: [TenantVerdict]
    }

    /// What the tenant would say to these changes, one after another; nothing of it is kept, and the throttle does not count.
    ///
    /// A sweep that is due comes first, as it does before changes: what is free again is given back by then, and who was deleted
    /// too long ago is not restored.
    public func rehearse(_ changes: [TenantChange]) async throws -> [TenantVerdict] {
        do {
            return try await change { writing, state, now in
                try TenantSweep.runIfDue(writing, &state, now: now)
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
