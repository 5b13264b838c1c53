import CloudTenant
import Directory
import Testing

/// reliability 2.3: I5, every change reaches the tenant once in effect; C2 and C4.
@Suite("Changes that have names")
struct OperationTests {
    private let fixture: TenantFixture

    init() throws { fixture = try TenantFixture() }

    private func named(_ number: UInt8, _ change: TenantChange) throws -> TenantChange {
        TenantChange(
            operation: change.operation,
            objectClass: change.objectClass,
            anchor: change.anchor,
            name: change.name,
            attributes: change.attributes,
            operationID: try id(number)
        )
    }

    private func id(_ number: UInt8) throws -> TenantOperationID {
        try #require(TenantOperationID(bytes: [UInt8](repeating: number, count: 16)))
    }

    @Test("one that comes twice is answered as it was, whatever has happened since")
    func twice() async throws {
        let first = try named(1, .add("a", ["title": ["one"]]))
        let second = try named(2, .update("a", ["title": ["two"]]))
        let bad = try named(3, .update("nobody", ["title": ["x"]]))
        let verdicts = try await fixture.process(first, second, bad)
        #expect(verdicts.map(\.word) == ["created", "updated", "cd-missing-object"])
        // The first comes late once more: without its name it would undo the second.
        #expect(try await fixture.process(first, second, bad) == verdicts)
        #expect(try await fixture.shown("a", "title") == ["two"])
        // A refusal stays one although the reason has gone.
        try await fixture.process(.add("nobody"))
        #expect(try await fixture.process(bad).map(\.word) == ["cd-missing-object"])
    }

    @Test("what is kept back is told again too")
    func conflicts() async throws {
        try await fixture.process(.add("b", ["userPrincipalName": ["x@y.test"]]))
        let change = try named(1, .add("a", ["userPrincipalName": ["x@y.test"]]))
        let verdicts = try await fixture.process(change)
        #expect(verdicts.first?.conflicts == ["userPrincipalName=x@y.test"])
        #expect(try await fixture.process(change) == verdicts)
    }

    @Test("one that was put off has not come")
    func deferred() async throws {
        try await fixture.configure { $0.throttle.limit = 0 }
        let change = try named(1, .add("a"))
        #expect(try await fixture.process(change).map(\.word) == ["429"])
        try await fixture.configure { $0.throttle.limit = 10 }
        #expect(try await fixture.process(change).map(\.word) == ["created"])
    }

    @Test("whoever asks learns what became of it; what has not come is not carried out any more")
    func settle() async throws {
        let change = try named(1, .add("a"))
        try await fixture.process(change)
        let late = try named(2, .add("b"))
        // Who only asks changes nothing.
        #expect(try await fixture.tenant.settle([(try id(2), "b")], withdrawing: false) == [nil])
        let asked = try await fixture.another().settle([(try id(1), "a"), (try id(2), "b")])
        #expect(asked.map { $0?.word } == ["created", nil])
        #expect(try await fixture.process(late).map(\.word) == ["operation-withdrawn"])
        #expect(try await fixture.object("b") == nil)
        // Asking again says the same, and the change can be sent under another name.
        #expect(try await fixture.tenant.settle([(try id(2), "b")]).map { $0?.word } == [nil])
        #expect(try await fixture.process(try named(3, .add("b"))).map(\.word) == ["created"])
    }

    @Test("names are forgotten after a week")
    func memory() async throws {
        let change = try named(1, .add("a"))
        try await fixture.process(change)
        fixture.letPass(7 * 86_400 + 3601)
        try await fixture.process(.add("b"))
        #expect(try await fixture.process(change).map(\.word) == ["updated"])
    }
}
