import Directory
import Testing

@testable import CloudTenant

/// reliability 2.3: C4, the delay between a write and the reads that see it.
@Suite("Readers that lag behind")
struct LaggingReadTests {
    private let fixture: TenantFixture

    init() throws { fixture = try TenantFixture() }

    private func seen() async throws -> [String] {
        try await fixture.tenant.view { view, _ in
            var seen: [String] = []
            try view.each(of: "user") { object in
                seen.append("\(object.anchor ?? "-") \(Entry(object.entry, table: view.table).texts("title").joined())")
                return true
            }
            return seen.sorted()
        }
    }

    @Test("additions, changes and deletions are seen when their time has come, and writers see them at once")
    func order() async throws {
        try await fixture.process(.add("a", ["title": ["1"]]), .add("b", ["title": ["1"]]))
        try await fixture.tenant.setReadDelay(seconds: 60)
        try await fixture.process(.update("a", ["title": ["2"]]), .delete("b"), .add("c", ["title": ["1"]]))
        #expect(try await seen() == ["a 1", "b 1"])
        fixture.letPass(30)
        try await fixture.process(.update("a", ["title": ["3"]]))
        #expect(try await fixture.shown("a", "title") == ["3"])
        #expect(try await seen() == ["a 1", "b 1"])
        fixture.letPass(30)
        #expect(try await seen() == ["a 2", "c 1"])
        fixture.letPass(30)
        #expect(try await seen() == ["a 3", "c 1"])
    }

    @Test("without a delay everything is seen at once, what was written under the last one too")
    func noDelay() async throws {
        try await fixture.process(.add("a", ["title": ["1"]]), .add("b", ["title": ["1"]]))
        try await fixture.tenant.setReadDelay(seconds: 300)
        try await fixture.process(.update("a", ["title": ["2"]]), .delete("b"), .add("c", ["title": ["1"]]))
        #expect(try await seen() == ["a 1", "b 1"])
        // A shorter delay is for what comes.
        try await fixture.tenant.setReadDelay(seconds: 60)
        fixture.letPass(60)
        #expect(try await seen() == ["a 1", "b 1"])
        try await fixture.tenant.setReadDelay(seconds: 0)
        #expect(try await seen() == ["a 2", "c 1"])
    }

    @Test("an object that is gone for good is still seen for a while; who is asked for by name too")
    func gone() async throws {
        let name = ["userPrincipalName": ["ada@contoso.test"]] as [AttributeName: [String]]
        try await fixture.process(.add("a", name), TenantChange(.add, "g", [:], "group"))
        try await fixture.tenant.setReadDelay(seconds: 60)
        try await fixture.process(.delete("g", "group"), .update("a", ["userPrincipalName": ["new@contoso.test"]]))
        func found() async throws -> [Bool] {
            try await fixture.tenant.view { view, _ in
                [
                    try view.object(anchor: "g") != nil, try view.user("ada@contoso.test") != nil,
                    try view.user("new@contoso.test") != nil,
                    try view.page(TenantPage(of: "group", limit: 10)).objects.count == 1,
                ]
            }
        }
        #expect(try await found() == [true, true, false, true])
        fixture.letPass(60)
        #expect(try await found() == [false, false, true, false])
    }

    @Test("a reader of changes misses none of them, whenever it asks")
    func changes() async throws {
        try await fixture.tenant.setReadDelay(seconds: 60)
        var known: [String: String] = [:]
        var place: Int64 = 0
        func readChanges() async throws {
            let (last, changes) = try await fixture.tenant.view { [place] view, _ in
                let found = try view.reading.revisions(of: "user", after: .init(revision: place), limit: 100)
                return (view.revision, found.filter { $0.revision <= view.revision })
            }
            for change in changes {
                known["\(change.id)"] = change.object.map {
                    Entry($0.entry, table: fixture.store.table).texts("title").joined()
                }
            }
            place = last
        }
        for step in 0..<12 {
            try await fixture.process(.add("a\(step % 4)", ["title": ["\(step)"]]))
            fixture.letPass(Int64(step % 3) * 25)
            try await readChanges()
        }
        fixture.letPass(60)
        try await readChanges()
        #expect(known.values.sorted() == ["10", "11", "8", "9"])
    }
}
