public import Diagnostics

extension Tenant {
    /// Puts the objects of a seed into the tenant: all of them, or none when something is wrong with one.
    ///
    /// What cannot be read and what cannot be in the tenant is told together. An object whose identity is there already is left
    /// alone, so that a seed can be given twice. Seeds are what is: the quota and the features do not speak of them.
    public func seed(_ source: SourceText) async throws -> SeedResult {
        let draft = SeedReader.draft(of: source)
        let (records, mistakes) = (draft.records, draft.diagnostics)
        return try await change { writing, state, _ in
            var seeding = Seeding(writing: writing, source: source)
            for record in records { try seeding.add(record) }
            let diagnostics = mistakes + seeding.diagnostics
            guard diagnostics.isEmpty else { throw SeedError(diagnostics) }
            state.present += seeding.result.added.values.reduce(0, +)
            return seeding.result
        }
    }
}
