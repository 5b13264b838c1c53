import Directory
import SyncEngine
import SyncRules
import Testing

@Suite("Flows that leave a value as it was")
struct KeepingTests {
    private var fixture = EngineFixture()

    /// Takes over what the first run made and puts another object in the place of the first.
    private mutating func replace(
        _ anchor: String,
        with values: KeyValuePairs<AttributeName, String>,
        after run: SynchronizationResult
    ) {
        fixture.keep(run)
        let link = fixture.spaces[EngineFixture.one]?.first?.link
        fixture.spaces[EngineFixture.one] = []
        fixture.object(anchor, values)
        fixture.spaces[EngineFixture.one]?[0].link = link
    }

    @Test("IgnoreThisFlow leaves a metaverse object's value, and has none for a new object")
    mutating func ignore() throws {
        fixture.rule(
            precedence: 100,
            flows: [
                ("cn", .direct("cn")),
                ("title", .expression("IIF(IsPresent([title]), [title], IgnoreThisFlow)")),
                ("company", .expression("IIF(IsPresent([company]), [company], NULL)")),
            ]
        )
        fixture.object("a", ["cn": "a", "title": "Buyer", "company": "Northwind"])
        let first = try fixture.run()
        replace("a", with: ["cn": "a"], after: first)
        let second = try fixture.run(after: first.metaverse)
        #expect(fixture.values("title", second) == [["Buyer"]])
        #expect(fixture.values("company", second) == [[]], "NULL is not the same")
        #expect(fixture.values("title", try fixture.run()) == [[]])
    }

    @Test("a rule of lower standing has its turn behind IgnoreThisFlow, and AuthoritativeNull there empties")
    mutating func lower() throws {
        fixture.rule(
            precedence: 100,
            flows: [("cn", .expression("IgnoreThisFlow")), ("title", .expression("IgnoreThisFlow"))]
        )
        fixture.rule(
            .join,
            precedence: 101,
            flows: [
                ("cn", .direct("cn")), ("title", .expression("IIF(IsPresent([title]), [title], AuthoritativeNull)")),
            ]
        )
        fixture.object("a", ["cn": "a", "title": "Buyer"])
        let first = try fixture.run()
        #expect(fixture.values("title", first) == [["Buyer"]])
        replace("a", with: ["cn": "b"], after: first)
        let second = try fixture.run(after: first.metaverse)
        #expect(fixture.values("cn", second) == [["b"]])
        #expect(fixture.values("title", second) == [[]])
    }

    @Test(
        "behind IgnoreThisFlow a value goes where another rule has nothing to give",
        arguments: [MergeType.update, .merge]
    )
    mutating func emptied(_ merge: MergeType) throws {
        fixture.rule(
            precedence: 100,
            flows: [("cn", .direct("cn")), ("proxyAddresses", .expression("IgnoreThisFlow"))],
            merge: merge
        )
        fixture.rule(.join, precedence: 101, flows: [("proxyAddresses", .direct("proxyAddresses"))], merge: merge)
        fixture.rule(
            .join,
            precedence: 102,
            flows: [("proxyAddresses", .expression("IIF(IsPresent([mail]), [mail], NULL)"))],
            merge: merge
        )
        fixture.object("a", ["cn": "a", "proxyAddresses": "SMTP:first"])
        let first = try fixture.run()
        #expect(fixture.values("proxyAddresses", first) == [["SMTP:first"]])
        replace("a", with: ["cn": "a"], after: first)
        #expect(fixture.values("proxyAddresses", try fixture.run(after: first.metaverse)) == [[]])
    }

    @Test("a flow that applies once writes a new metaverse object and leaves a known one alone")
    mutating func once() throws {
        fixture.rule(precedence: 100, flows: [("cn", .direct("cn"))])
        fixture.rule(.join, precedence: 101, flows: [("title", .direct("title"))], isOnce: true)
        fixture.object("a", ["cn": "a", "title": "first"])
        let first = try fixture.run()
        #expect(fixture.values("title", first) == [["first"]])
        replace("a", with: ["cn": "b", "title": "second"], after: first)
        let second = try fixture.run(after: first.metaverse)
        #expect(fixture.values("title", second) == [["first"]])
        #expect(fixture.values("cn", second) == [["b"]])
    }

    @Test("what applies once stays where another rule has nothing to give", arguments: [MergeType.update, .merge])
    mutating func onceBesideNothing(_ merge: MergeType) throws {
        fixture.rule(precedence: 100, flows: [("cn", .direct("cn"))])
        fixture.rule(
            .join,
            precedence: 101,
            flows: [("proxyAddresses", .direct("cn"))],
            merge: merge,
            isOnce: true
        )
        fixture.rule(.join, precedence: 102, flows: [("proxyAddresses", .direct("proxyAddresses"))], merge: merge)
        fixture.object("a", ["cn": "a"])
        let first = try fixture.run()
        #expect(fixture.values("proxyAddresses", first) == [["a"]])
        replace("a", with: ["cn": "b"], after: first)
        #expect(fixture.values("proxyAddresses", try fixture.run(after: first.metaverse)) == [["a"]])
    }

    /// sync-rules.md 3.2: a flow that applies once does so when the object is made.
    @Test(
        "what applies once stays before rules of lower standing, which have their turn where there is no value",
        arguments: [
            [
                (["cn": "a", "description": "once", "title": "low"], ["once"]),
                (["cn": "a", "description": "once", "title": "low"], ["once"]),
                (["cn": "b", "description": "other", "title": "new"], ["once"]),
                (["cn": "b", "title": "new"], ["once"]),
            ],
            [
                (["cn": "a", "title": "low"], ["low"]), (["cn": "a", "description": "late", "title": "new"], ["low"]),
            ],
            [
                (["cn": "a"], []), (["cn": "a", "description": "late"], []),
                (["cn": "a", "description": "late", "title": "low"], ["low"]), (["cn": "a"], ["low"]),
            ],
            [
                (["cn": "a", "description": "once", "title": "low"], ["once"]),
                (["cn": "a", "company": "high", "title": "low"], ["high"]),
            ],
        ] as [[(KeyValuePairs<AttributeName, String>, [String])]]
    )
    mutating func onceBeforeLower(_ cycles: [(KeyValuePairs<AttributeName, String>, [String])]) throws {
        fixture.rule(precedence: 100, flows: [("cn", .direct("cn")), ("title", .direct("company"))])
        fixture.rule(.join, precedence: 101, flows: [("title", .direct("description"))], isOnce: true)
        fixture.rule(.join, precedence: 102, flows: [("title", .direct("title"))])
        var last: SynchronizationResult?
        for (values, expected) in cycles {
            if let last { replace("a", with: values, after: last) } else { fixture.object("a", values) }
            let result = try fixture.run(after: last?.metaverse ?? [])
            #expect(fixture.values("title", result) == [expected], "\(values)")
            last = result
        }
    }

    @Test("a rule that applies once and is added later leaves known objects what they have")
    mutating func onceLater() throws {
        fixture.rule(precedence: 102, flows: [("cn", .direct("cn")), ("title", .direct("title"))])
        fixture.object("a", ["cn": "a", "title": "low"])
        let first = try fixture.run()
        fixture.rule(.join, precedence: 101, flows: [("title", .direct("description"))], isOnce: true)
        replace("a", with: ["cn": "a", "title": "new", "description": "once"], after: first)
        #expect(fixture.values("title", try fixture.run(after: first.metaverse)) == [["low"]])
    }

    @Test(
        "where values come together, what applies once stays among what others give",
        arguments: [MergeType.merge, .mergeCaseInsensitive]
    )
    mutating func onceTogether(_ merge: MergeType) throws {
        fixture.rule(precedence: 100, flows: [("cn", .direct("cn"))])
        fixture.rule(.join, precedence: 101, flows: [("proxyAddresses", .direct("cn"))], merge: merge, isOnce: true)
        fixture.rule(.join, precedence: 102, flows: [("proxyAddresses", .direct("proxyAddresses"))], merge: merge)
        fixture.object("a", ["cn": "a", "proxyAddresses": "x"])
        let first = try fixture.run()
        #expect(fixture.values("proxyAddresses", first) == [["a", "x"]])
        replace("a", with: ["cn": "b", "proxyAddresses": "y"], after: first)
        #expect(fixture.values("proxyAddresses", try fixture.run(after: first.metaverse)) == [["a", "x", "y"]])
    }

    @Test("both hold for the tenant's images as well", arguments: [true, false])
    mutating func outbound(_ isOnce: Bool) throws {
        fixture.rule(
            precedence: 100,
            flows: [("sourceAnchor", .direct("anchor")), ("cn", .direct("cn")), ("title", .direct("title"))]
        )
        fixture.rule(
            in: .tenant,
            from: "person",
            to: "user",
            precedence: 200,
            joins: [["sourceAnchor = sourceAnchor"]],
            flows: [("sourceAnchor", .direct("sourceAnchor")), ("displayName", .direct("cn"))]
        )
        let source: AttributeFlow.Source =
            isOnce ? .direct("title") : .expression("IIF(IsPresent([title]), [title], IgnoreThisFlow)")
        fixture.rule(
            .join,
            in: .tenant,
            from: "person",
            to: "user",
            precedence: 201,
            flows: [("jobTitle", source)],
            isOnce: isOnce
        )
        if isOnce {
            fixture.rule(
                .join,
                in: .tenant,
                from: "person",
                to: "user",
                precedence: 202,
                flows: [("jobTitle", .direct("cn"))]
            )
        }
        fixture.object("a", ["anchor": "AA", "cn": "a", "title": "first"])
        let first = try fixture.run()
        let values: KeyValuePairs<AttributeName, String> =
            isOnce ? ["anchor": "AA", "cn": "b", "title": "second"] : ["anchor": "AA", "cn": "b"]
        replace("a", with: values, after: first)
        let second = try fixture.run(after: first.metaverse, images: first.images)
        let images = second.images.map { Entry($0.entry, table: fixture.table) }
        #expect(images.map { $0.texts("jobTitle") } == [["first"]])
        #expect(images.map { $0.texts("displayName") } == [["b"]])
    }
}
