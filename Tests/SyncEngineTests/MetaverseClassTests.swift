import Directory
import SyncEngine
import SyncRules
import TestSupport
import Testing

/// entra-connect.md 4.1: a metaverse object never changes its class.
@Suite("The class of a metaverse object")
struct MetaverseClassTests {
    private var fixture = EngineFixture()

    /// The standard rules have one like it for foreign security principals (entra-connect.md 5.1).
    @Test("a rule that joins any class gives none", arguments: [true, false])
    mutating func any(_ isFirst: Bool) throws {
        let (stranger, home) =
            isFirst ? (EngineFixture.one, EngineFixture.two) : (EngineFixture.two, EngineFixture.one)
        fixture.rule(.join, in: stranger, from: "foreign", to: "*", precedence: 100, joins: [["sid = sid"]], flows: [])
        fixture.rule(in: home, precedence: 101, flows: [("sid", .direct("sid")), ("cn", .direct("cn"))])
        fixture.object("f", in: stranger, of: "foreign", ["sid": "1"])
        fixture.object("u", in: home, ["sid": "1", "cn": "Ada"])
        var result = try fixture.run()
        for _ in 0..<3 {
            #expect(result.metaverse.map(\.objectClass) == ["person"] && result.disconnected == 0)
            fixture.keep(result)
            let next = try fixture.run(after: result.metaverse)
            #expect(next.metaverse == result.metaverse && (next.projected, next.joined) == (0, 0))
            result = next
        }
    }

    @Test("a rule for another class that comes later is not for an object that is there")
    mutating func later() throws {
        fixture.rule(precedence: 100, flows: [("cn", .direct("cn"))])
        fixture.object("u", ["cn": "Ada"])
        let first = try fixture.run()
        fixture.keep(first)
        fixture.rule(to: "group", precedence: 50, flows: [("description", .direct("cn"))])
        let second = try fixture.run(after: first.metaverse)
        #expect(second.metaverse == first.metaverse)
        // A new one is what the first rule makes of it, and no other rule has a say.
        fixture.keep(second)
        fixture.object("v", ["cn": "Bo"])
        let third = try fixture.run(after: second.metaverse)
        #expect(third.metaverse.map(\.objectClass).sorted() == ["group", "person"])
        #expect(fixture.values("cn", third) == [["Ada"], []] || fixture.values("cn", third) == [[], ["Ada"]])
        #expect(fixture.values("description", third).flatMap(\.self) == ["Bo"])
    }

    /// Joins without provisioning find what a connector behind theirs projects in the same run.
    @Test("the order of the connectors changes nothing", arguments: [true, false])
    mutating func order(_ isFirst: Bool) throws {
        let (joining, home) = isFirst ? (EngineFixture.one, EngineFixture.two) : (EngineFixture.two, EngineFixture.one)
        fixture.rule(.join, in: joining, precedence: 100, joins: [["id = id"]], flows: [("cn", .direct("cn"))])
        fixture.rule(in: home, precedence: 101, flows: [("id", .direct("id"))])
        for number in 1...3 { fixture.object("j\(number)", in: joining, ["id": "\(number)", "cn": "J\(number)"]) }
        for number in 2...4 { fixture.object("h\(number)", in: home, ["id": "\(number)"]) }
        let first = try fixture.run()
        #expect((first.projected, first.joined, first.disconnected) == (3, 2, 1))
        #expect(fixture.values("cn", first) == [["J2"], ["J3"], []].sorted { "\($0)" < "\($1)" })
        fixture.keep(first)
        let second = try fixture.run(after: first.metaverse)
        #expect(second.metaverse == first.metaverse && second.joined == 0)
    }

    @Test("who joins brings what others join by")
    mutating func chain() throws {
        fixture.rule(.join, precedence: 100, joins: [["b = b"]], flows: [("c", .direct("c"))])
        fixture.rule(
            .join,
            in: EngineFixture.two,
            from: "contact",
            precedence: 101,
            joins: [["a = a"]],
            flows: [("b", .direct("b"))]
        )
        fixture.rule(in: EngineFixture.two, precedence: 102, flows: [("a", .direct("a"))])
        fixture.object("x", ["b": "2", "c": "3"])
        fixture.object("z", in: EngineFixture.two, ["a": "1"])
        let result = try fixture.run()
        #expect(result.joined == 0)
        fixture.rule(
            .join,
            in: EngineFixture.one,
            from: "device",
            precedence: 103,
            joins: [["a = a"]],
            flows: [("b", .direct("b"))]
        )
        fixture.object("y", of: "device", ["a": "1", "b": "2"])
        // Two of one forest are one too many.
        #expect(try fixture.run().errors.map(\.code) == ["ambiguous-import-flow-from-multiple-connectors"])
    }
}
