import CloudTenant
import Diagnostics

extension TenantFixture {
    /// Seeds from a text.
    @discardableResult
    func seed(_ text: String) async throws -> SeedResult {
        let source = SourceText(name: "seed", text: text)
        return try await tenant.seed(try SeedReader.read(source), from: source)
    }
}
