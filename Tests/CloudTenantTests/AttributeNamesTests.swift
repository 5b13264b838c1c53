import CloudTenant
import Directory
import Testing

@Suite("The attribute names that the tenant knows")
struct AttributeNamesTests {
    private let fixture: TenantFixture

    init() throws { fixture = try TenantFixture() }

    private static func many(_ count: Int) -> [AttributeName: [String]] {
        Dictionary((0..<count).map { (AttributeName("a\($0)"), ["x"]) }) { first, _ in first }
    }

    @Test("a change has at most 1,000 attributes", arguments: [(1000, "created"), (1001, "LargeObject")])
    func most(_ count: Int, _ expected: String) async throws {
        #expect(try await fixture.process(.add("a", Self.many(count))).map(\.word) == [expected])
    }

    @Test("a change of far too many names leaves none of them, and the next one is taken")
    func flood() async throws {
        let known = fixture.store.table.count
        #expect(try await fixture.process(.add("a", Self.many(70_000))).map(\.word) == ["LargeObject"])
        #expect(fixture.store.table.count == known)
        #expect(try await fixture.process(.add("b", ["postalCode": ["1"]])).map(\.word) == ["created"])
    }

    @Test("the names of a change that is refused for one of its values are not kept")
    func refused() async throws {
        try await fixture.configure { $0.features.quarantineUponProxyAddressesConflict = false }
        let addresses: [AttributeName: [String]] = ["proxyAddresses": ["smtp:ada@x.test"]]
        try await fixture.process(.add("a", addresses), .add("b"))
        let known = fixture.store.table.names
        let change = TenantChange.update("b", addresses.merging(["neverSeen": ["x"]]) { first, _ in first })
        #expect(try await fixture.process(change).map(\.word) == ["AttributeValueMustBeUnique"])
        #expect(fixture.store.table.names == known)
    }

    @Test("a full table refuses new names with a sentence, and takes those that it knows")
    func full() async throws {
        try await fixture.process(.add("a", ["title": ["x"]]))
        let table = fixture.store.table
        var number = 0
        while table.count < AttributeTable.capacity - 1 {
            _ = table.identifier(for: AttributeName("filler\(number)"))
            number += 1
        }
        let verdicts = try await fixture.process(
            .update("a", ["one": ["1"], "two": ["2"]]),
            .update("a", ["title": ["y"]]),
            .update("a", ["one": ["1"]]),
            .update("a", ["two": ["2"]])
        )
        #expect(verdicts.map(\.word) == ["LargeObject", "updated", "updated", "LargeObject"])
        guard case .rejected(_, let message)? = verdicts.last else { return }
        #expect(message == "The tenant knows 65535 attribute names, and has no room for two.")
        #expect(try await fixture.shown("a", "title") == ["y"])
    }
}
