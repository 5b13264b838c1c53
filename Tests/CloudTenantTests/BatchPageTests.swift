import Foundation
import TestSupport
import Testing

@testable import CloudTenant

/// What the page on the batch API shows is what the tenant takes and answers.
@Suite("The page on the batch API")
struct BatchPageTests {
    private let page: String

    init() throws {
        let file = Fixture.checkout.appending(path: "Documentation/TenantAPI.md")
        page = try String(contentsOf: file, encoding: .utf8)
    }

    @Test("its batch gets the answer that stands below it, and gets it again")
    func batch() async throws {
        let begin = try #require(page.firstRange(of: "$ cat batch.json\n"))
        let end = try #require(page.firstRange(of: "\n$ curl"))
        try #require(begin.upperBound < end.lowerBound)
        let batch = try ExportBatch(reading: Array(page[begin.upperBound..<end.lowerBound].utf8))
        #expect(batch.writer?.workspace == "my-exporter")
        let fixture = try TenantFixture()
        for _ in 1...2 {
            let verdicts = try await fixture.tenant.process(batch.changes, by: batch.writer).verdicts
            let answer = String(decoding: ExchangeText.answer(verdicts, nil).bytes, as: UTF8.self)
            #expect(page.contains("\n" + answer + "\n"), "\(answer)")
        }
    }

    @Test("it names every request and effect")
    func words() {
        let effects: [TenantAcceptance.Effect] = [
            .created, .hardMatched, .softMatched, .updated, .restored, .deleted, .alreadyGone,
        ]
        for effect in effects { #expect(page.contains("`\(effect.rawValue)`")) }
        let paths = [
            "v1/exports", "v2/exports", "v1/operations", "v1/clock", "v1/state", "v1/objects", "v1/lookups",
            "v1/rehearsals",
        ]
        for path in paths {
            #expect(page.contains("/dryad/\(path)`"), "\(path)")
        }
    }
}
