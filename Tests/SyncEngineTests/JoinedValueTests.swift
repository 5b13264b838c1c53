import Directory
import SyncEngine
import SyncRules
import Testing

/// entra-connect.md 5.1: a join condition holds an attribute of the connector space against one of the metaverse.
@Suite("Joins by what the metaverse has")
struct JoinedValueTests {
    private typealias Values = KeyValuePairs<AttributeName, String>
    private typealias Object = (String, ConnectorID, Values)

    private var fixture = EngineFixture()

    /// Three forests that join and give an attribute, the first one with the highest standing.
    private mutating func join(
        by attribute: AttributeName,
        _ flow: AttributeFlow.Source? = nil,
        merge: MergeType = .update
    ) {
        let forests = [EngineFixture.one, EngineFixture.two, EngineFixture.three]
        for (place, connector) in forests.enumerated() {
            fixture.rule(
                in: connector,
                precedence: 100 + place,
                joins: [["\(attribute.spelling) = \(attribute.spelling)"]],
                flows: [(attribute, place == 0 ? flow ?? .direct(attribute) : .direct(attribute))],
                merge: merge
            )
        }
    }

    /// Puts objects in the place of those that there are, with the links of a run.
    private mutating func put(
        _ objects: [Object],
        after result: SynchronizationResult? = nil
    ) {
        fixture.spaces = [:]
        for (anchor, connector, values) in objects { fixture.object(anchor, in: connector, values) }
        if let result { fixture.keep(result) }
    }

    private func link(_ anchor: String, _ result: SynchronizationResult) -> MetaverseID? {
        result.links.first { $0.key.anchor == Array(anchor.utf8) }?.value
    }

    @Test(
        "the value that won joins, one that lost does not",
        arguments: [("a@x.test", true), ("A@X.test", true), ("b@x.test", false)]
    )
    mutating func precedence(_ mail: String, _ isJoined: Bool) throws {
        join(by: "mail")
        put([("a", EngineFixture.one, ["mail": "a@x.test"]), ("b", EngineFixture.two, ["mail": "a@x.test"])])
        let first = try fixture.run()
        #expect(first.joined == 1)
        put(
            [
                ("a", EngineFixture.one, ["mail": "a@x.test"]), ("b", EngineFixture.two, ["mail": "b@x.test"]),
                ("c", EngineFixture.three, ["mail": mail]),
            ],
            after: first
        )
        let second = try fixture.run(after: first.metaverse)
        #expect(second.errors.isEmpty && link("a", second) == link("b", second))
        #expect((link("c", second) == link("a", second)) == isJoined)
        #expect(second.metaverse.count == (isJoined ? 1 : 2))
    }

    @Test(
        "one that lost locks nobody of its forest out: it joins who has the value, or is projected",
        arguments: [true, false]
    )
    mutating func sameForest(_ isElsewhere: Bool) throws {
        join(by: "mail")
        put([("a", EngineFixture.one, ["mail": "a@x.test"]), ("b", EngineFixture.two, ["mail": "a@x.test"])])
        var result = try fixture.run()
        let other: [Object] = isElsewhere ? [("c", EngineFixture.three, ["mail": "b@x.test"])] : []
        let late: [Object] = [("d", EngineFixture.one, ["mail": "b@x.test"])]
        let both: [Object] = [
            ("a", EngineFixture.one, ["mail": "a@x.test"]), ("b", EngineFixture.two, ["mail": "b@x.test"]),
        ]
        put(both + other, after: result)
        result = try fixture.run(after: result.metaverse)
        put(both + other + late, after: result)
        let last = try fixture.run(after: result.metaverse)
        #expect(last.errors.isEmpty && last.metaverse.count == 2)
        #expect(link("d", last) != nil && link("d", last) != link("a", last))
        if isElsewhere { #expect(link("d", last) == link("c", last)) }
    }

    @Test("where values come together each of them joins", arguments: [MergeType.merge, .mergeCaseInsensitive])
    mutating func merged(_ merge: MergeType) throws {
        join(by: "proxyAddresses", merge: merge)
        put([("a", EngineFixture.one, ["proxyAddresses": "x"]), ("b", EngineFixture.two, ["proxyAddresses": "x"])])
        let first = try fixture.run()
        put(
            [
                ("a", EngineFixture.one, ["proxyAddresses": "x"]), ("b", EngineFixture.two, ["proxyAddresses": "y"]),
                ("c", EngineFixture.three, ["proxyAddresses": "y"]),
            ],
            after: first
        )
        let second = try fixture.run(after: first.metaverse)
        #expect(link("c", second) == link("a", second) && second.metaverse.count == 1)
    }

    @Test("behind AuthoritativeNull there is nothing to join by")
    mutating func authoritativeNull() throws {
        join(by: "mail", .expression("IIF([title]=\"none\", AuthoritativeNull, [mail])"))
        put([("a", EngineFixture.one, ["mail": "a@x.test"]), ("b", EngineFixture.two, ["mail": "a@x.test"])])
        let first = try fixture.run()
        #expect(first.joined == 1)
        put(
            [
                ("a", EngineFixture.one, ["mail": "a@x.test", "title": "none"]),
                ("b", EngineFixture.two, ["mail": "a@x.test"]), ("c", EngineFixture.three, ["mail": "a@x.test"]),
            ],
            after: first
        )
        let second = try fixture.run(after: first.metaverse)
        #expect(second.metaverse.count == 2 && link("c", second) != link("a", second))
    }

    @Test(
        "a value that a flow keeps joins, and not the one that it leaves aside",
        arguments: ["77", "88"],
        [true, false]
    )
    mutating func kept(_ number: String, _ isOnce: Bool) throws {
        let isJoined = number == "77"
        fixture.rule(precedence: 100, joins: [["employeeID = employeeID"]], flows: [("cn", .direct("cn"))])
        fixture.rule(
            .join,
            precedence: 101,
            flows: [
                (
                    "employeeID",
                    isOnce
                        ? .direct("employeeID")
                        : .expression("IIF([title]=\"Boss\", [employeeID], IgnoreThisFlow)")
                )
            ],
            isOnce: isOnce
        )
        fixture.rule(
            in: EngineFixture.two,
            precedence: 102,
            joins: [["employeeID = employeeID"]],
            flows: [("employeeID", .direct("employeeID"))]
        )
        put([("a", EngineFixture.one, ["cn": "a", "title": "Boss", "employeeID": "77"])])
        let first = try fixture.run()
        #expect(fixture.values("employeeID", first) == [["77"]])
        put(
            [
                ("a", EngineFixture.one, ["cn": "a", "title": "x", "employeeID": "88"]),
                ("b", EngineFixture.two, ["employeeID": number]),
            ],
            after: first
        )
        let second = try fixture.run(after: first.metaverse)
        #expect((link("b", second) == link("a", second)) == isJoined)
        #expect(second.metaverse.count == (isJoined ? 1 : 2))
    }

    /// A linked mailbox has an identifier of its own, and the metaverse that of the account.
    @Test(
        "a foreign security principal is joined by the identifier that the metaverse has",
        arguments: [("1", 2), ("2", 1)]
    )
    mutating func foreign(_ identifier: String, _ joined: Int) throws {
        let (two, three) = (EngineFixture.two, EngineFixture.three)
        fixture.rule(precedence: 100, flows: [("sid", .direct("sid"))])
        fixture.rule(in: two, precedence: 101, joins: [["master = sid"]], flows: [("sid", .direct("sid"))])
        fixture.rule(.join, in: three, from: "foreign", to: "*", precedence: 102, joins: [["cn = sid"]], flows: [])
        fixture.object("account", ["sid": "1"])
        fixture.object("mailbox", in: two, ["sid": "2", "master": "1"])
        fixture.object("foreign", in: three, of: "foreign", ["cn": identifier])
        let result = try fixture.run()
        #expect(fixture.values("sid", result) == [["1"]])
        #expect((result.joined, result.disconnected) == (joined, 2 - joined))
        fixture.keep(result)
        let second = try fixture.run(after: result.metaverse)
        #expect(second.metaverse == result.metaverse && second.joined == 0)
    }
}
