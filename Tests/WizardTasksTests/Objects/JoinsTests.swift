import Directory
import Foundation
import TestSupport
import Testing

@testable import WizardTasks

@Suite("A report of joins")
struct JoinsTests {
    @Test("objects of two forests that are near, joined and alone are counted by pair and criterion")
    func report() async throws {
        let fixture = try WorkspaceFixture()
        let workspace = try await fixture.ready()
        _ = try await Synchronize(in: workspace).run { _ in }
        let reading = try await ReadJoins(in: try await fixture.open()).run()
        #expect(reading.pairs.map { [$0.first, $0.second] } == [["contoso.test", "fabrikam.test"]])
        let pair = try #require(reading.pairs.first)
        #expect(pair.joined == pair.criteria.reduce(0) { $0 + $1.count })
        #expect(Set(reading.alone.keys) == ["contoso.test", "fabrikam.test"])
        let listed = pair.cases.map { "\($0.kind) \($0.label)" }
        #expect(Set(listed).count == listed.count, "each pair once")
    }
}
