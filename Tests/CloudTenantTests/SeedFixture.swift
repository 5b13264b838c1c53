import CloudTenant
import Diagnostics

extension TenantFixture {
    /// Seeds from a text.
    @discardableResult
    func seed(_ text: String) async throws -> SeedResult {
        try await tenant.seed(SourceText(name: "seed", text: text))
    }
}
