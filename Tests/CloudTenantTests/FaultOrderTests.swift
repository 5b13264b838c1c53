import CloudTenant
import Testing

/// reliability 2.3: C1 and C2.
@Suite("Faults that are ordered")
struct FaultOrderTests {
    private let fixture: TenantFixture

    init() throws { fixture = try TenantFixture() }

    private static let orderCases: [(TenantFault, Int, Int, [String])] = [
        (.tooManyRequests(retryAfter: 7), 0, 1, ["429 7", "created created created", "updated updated updated"]),
        (.serviceUnavailable, 2, 2, ["503", "503", "created created created"]),
        // A lost answer hides what was done: what comes again finds it.
        (.lostAcknowledgement, 1, 1, ["no answer", "updated updated updated", "updated updated updated"]),
        (.partialBatch, 2, 1, ["created created 503", "updated updated created", "updated updated updated"]),
        // Three changes pass, and the first of the next request is hit.
        (.partialBatch, 3, 1, ["created created created", "503 503 503", "updated updated updated"]),
    ]

    @Test("a fault hits after so many changes, and so many requests", arguments: orderCases)
    func orders(_ fault: TenantFault, _ after: Int, _ times: Int, _ expected: [String]) async throws {
        try await fixture.tenant.order(OrderedFault(fault, after: after, times: times))
        let changes = ["a", "b", "c"].map { TenantChange.add($0) }
        for expected in expected {
            // Every request comes from another process: what was ordered is in the store.
            let found =
                switch try await fixture.another().process(changes) {
                case .refused(.tooManyRequests(let seconds)): "429 \(seconds)"
                case .refused(.serviceUnavailable): "503"
                case .refused(.noAnswer): "no answer"
                case .refused(.otherWriter): "other"
                case .verdicts(let verdicts, _): verdicts.map(\.word).joined(separator: " ")
                }
            #expect(found == expected)
        }
        #expect(try await fixture.store.read { try $0.state() }.faults.isEmpty)
        #expect(try await fixture.store.read { try $0.state() }.exportRequests == 3)
    }

    @Test("of two orders the nearer acts first, and the other with the next request; all can be taken back")
    func two() async throws {
        try await fixture.tenant.order(OrderedFault(.serviceUnavailable, after: 1))
        try await fixture.tenant.order(OrderedFault(.tooManyRequests(retryAfter: 1), after: 0))
        let change = TenantChange.add("a")
        #expect(try await fixture.tenant.process([change, change]) == .refused(.tooManyRequests(retryAfter: 1)))
        #expect(try await fixture.tenant.process([change]) == .refused(.serviceUnavailable))
        try await fixture.tenant.order(OrderedFault(.serviceUnavailable))
        try await fixture.tenant.order(nil)
        #expect(try await fixture.tenant.process([change]).verdicts.map(\.word) == ["created"])
    }

    @Test("numbers beyond all measure are no trap", arguments: [Int.min, -1, 0, Int.max])
    func extremes(_ number: Int) async throws {
        try await fixture.tenant.order(OrderedFault(.serviceUnavailable, after: number, times: number))
        _ = try await fixture.tenant.process([.add("a")])
        #expect(try await fixture.store.read { try $0.state() }.faults.count <= 1)
    }
}
