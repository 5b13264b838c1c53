import Directory
import SyncExpressions
import SyncRules
import TestSupport
import Testing

@testable import SyncEngine

@Suite("Rules on one object, step by step")
struct TracingTests {
    private var fixture = EngineFixture()

    private func tracer() throws -> RuleTracer {
        try RuleTracer(connectors: fixture.connectors, table: fixture.table, clock: FileTime(unixSeconds: 0))
    }

    private func trace(_ result: SynchronizationResult, before: PackedEntry? = nil) throws -> [EntryTrace] {
        let tracer = try tracer()
        return result.metaverse.map { object in
            tracer.inbound(linked(object, result), before: before) { _, _ in nil }
        }
    }

    private func linked(_ object: MetaverseObject, _ result: SynchronizationResult) -> [ConnectorSpaceObject] {
        [EngineFixture.one, EngineFixture.two].flatMap { fixture.spaces[$0] ?? [] }
            .filter { result.links[$0.identity] == object.identifier }
    }

    @Test("the winner, the loser and what says nothing are told apart")
    mutating func precedence() throws {
        fixture.rule(precedence: 100, flows: [("title", .direct("title")), ("cn", .direct("cn"))])
        fixture.rule(.join, precedence: 101, flows: [("title", .constant("by rule")), ("cn", .direct("name"))])
        fixture.rule(.join, precedence: 102, flows: [("title", .expression("AuthoritativeNull"))])
        fixture.object("a", ["cn": "Ada", "name": "Ada A."])
        let trace = try #require(try trace(try fixture.run()).first)
        let title = try #require(trace["title"])
        #expect(title.flows.map(\.outcome) == [.empty, .wins, .empty])
        #expect(title.winner?.rule.precedence == 101)
        let name = try #require(trace["cn"])
        #expect(name.flows.map(\.outcome) == [.wins, .loses])
        #expect(name.flows.last?.values == [Array("Ada A.".utf8)])
    }

    @Test("what keeps a value and what empties it for good are named")
    mutating func literals() throws {
        fixture.rule(
            precedence: 100,
            flows: [("title", .expression("AuthoritativeNull")), ("company", .expression("IgnoreThisFlow"))]
        )
        fixture.rule(.join, precedence: 101, flows: [("title", .constant("never"))])
        fixture.rule(.join, precedence: 102, flows: [("cn", .direct("cn"))], isOnce: true)
        fixture.rule(.join, precedence: 103, flows: [("cn", .direct("cn"))])
        fixture.object("a", ["cn": "Ada"])
        let table = fixture.table
        var packer = EntryPacker()
        let old = LDIFRecord(
            dn: "",
            values: [.init(name: "company", bytes: Array("old".utf8)), .init(name: "cn", bytes: Array("Old".utf8))]
        ).packed(with: &packer, table: table)
        let trace = try #require(try trace(try fixture.run(), before: old).first)
        #expect(trace["title"]?.blocker?.rule.precedence == 100)
        #expect(trace["title"]?.flows.map(\.outcome) == [.authoritativeNull, .loses])
        #expect(trace["company"]?.isKept == true && trace["company"]?.values == [Array("old".utf8)])
        #expect(trace["cn"]?.flows.map(\.outcome) == [.onceOnly, .loses] && trace["cn"]?.isKept == true)
        #expect(trace["cn"]?.values == [Array("Old".utf8)])
    }

    /// sync-rules.md 3.2.
    @Test(
        "AuthoritativeNull keeps out what comes after it, and leaves what came before it",
        arguments: [
            (.update, ["AuthoritativeNull", "two"], []), (.update, ["one", "AuthoritativeNull"], ["one"]),
            (.merge, ["AuthoritativeNull", "two"], []), (.merge, ["one", "AuthoritativeNull"], ["one"]),
            (.merge, ["one", "AuthoritativeNull", "three"], ["one"]),
            (.merge, ["one", "two", "AuthoritativeNull", "four"], ["one", "two"]),
            (.merge, ["one", "NULL", "three"], ["one", "three"]),
            (.merge, ["IgnoreThisFlow", "AuthoritativeNull", "three"], []),
            (.mergeCaseInsensitive, ["AuthoritativeNull", "two"], []),
            (.mergeCaseInsensitive, ["one", "ONE", "AuthoritativeNull", "three"], ["one"]),
        ] as [(MergeType, [String], [String])]
    )
    mutating func blocked(_ merge: MergeType, _ sources: [String], _ expected: [String]) throws {
        fixture.rule(precedence: 100, flows: [("cn", .direct("cn"))])
        let literals = ["AuthoritativeNull", "IgnoreThisFlow", "NULL"]
        for (place, source) in sources.enumerated() {
            fixture.rule(
                .join,
                precedence: 101 + place,
                flows: [("proxyAddresses", literals.contains(source) ? .expression(source) : .constant(source))],
                merge: merge
            )
        }
        fixture.object("a", ["cn": "Ada"])
        let first = try fixture.run()
        #expect(fixture.values("proxyAddresses", first) == [expected])
        let addresses = try #require(try trace(first).first?["proxyAddresses"])
        #expect(addresses.values == expected.map { Array($0.utf8) })
        #expect((addresses.winner == nil) == expected.isEmpty && (addresses.blocker != nil) == expected.isEmpty)
        fixture.keep(first)
        #expect(fixture.values("proxyAddresses", try fixture.run(after: first.metaverse)) == [expected])
    }

    @Test("an object out of scope names the clauses that keep it out, with its values")
    mutating func scope() throws {
        fixture.rule(
            precedence: 100,
            scope: [["cn ISNOTNULL", "title EQUAL Boss"], ["cn EQUAL Bea", "title EQUAL Chair", "mail ISNOTNULL"]],
            flows: [("cn", .direct("cn"))]
        )
        fixture.object("a", ["cn": "Ada", "title": "Buyer"])
        let object = try #require(fixture.spaces[EngineFixture.one]?.first)
        let trace = try #require(try tracer().scope(of: object).first)
        #expect(!trace.isInScope)
        #expect(trace.obstacles.map(\.clause.description) == ["title EQUAL Boss"])
        #expect(trace.obstacles.first?.values == [Array("Buyer".utf8)])
        #expect(trace.groups.map { $0.map(\.holds) } == [[true, false], [false, false, false]])
    }

    @Test("a rule's error is told with its rule and attribute, the first by precedence")
    mutating func failure() throws {
        fixture.rule(precedence: 100, flows: [("cn", .direct("cn")), ("title", .expression("Error(\"no title\")"))])
        fixture.rule(.join, precedence: 101, flows: [("company", .expression("Error(\"later\")"))])
        fixture.object("a", ["cn": "Ada"])
        let object = try #require(fixture.spaces[EngineFixture.one]?.first)
        let trace = try tracer().inbound([object], before: nil) { _, _ in nil }
        #expect(trace.failure?.attribute == "title")
        #expect(trace.failure?.message.contains("no title") == true)
        #expect(trace.failure?.code == "sync-rule-error-function-triggered")
    }

    /// entra-connect.md 5.5.
    @Test(
        "rules that come together in different ways are an error of the object, which stays as it was, and give no value",
        arguments: [
            [.merge, .update], [.update, .merge], [.mergeCaseInsensitive, .merge], [.update, .update, .merge],
        ] as [[MergeType]]
    )
    mutating func mixed(_ types: [MergeType]) throws {
        for (place, merge) in types.enumerated() {
            var flows: EngineFixture.Flows = [("proxyAddresses", .constant("\(place)"))]
            if place == 0 { flows.append(("cn", .direct("cn"))) }
            fixture.rule(
                place == 0 ? .provision : .join,
                precedence: 100 + place,
                scope: place == 0 ? [] : [["cn NOTEQUAL b"]],
                flows: flows,
                merge: merge
            )
        }
        fixture.object("a", ["cn": "a"])
        fixture.object("b", ["cn": "b"])
        let result = try fixture.run()
        // Only rules that have an object in scope have to agree.
        #expect(result.metaverse.count == 1 && fixture.values("cn", result) == [["b"]])
        let last = try #require(types.indices.last)
        #expect(result.errors.map(\.rule) == ["rule \(100 + last)"] && result.errors.map(\.object) == ["CN=a,DC=test"])
        let message = try #require(result.errors.first?.message)
        #expect(message.contains("\"rule 100\"") && message.contains("proxyAddresses"), "\(message)")
        let object = try #require(fixture.spaces[EngineFixture.one]?.first)
        let trace = try tracer().inbound([object], before: nil) { _, _ in nil }
        #expect(trace.failure?.message == message && trace.failure?.attribute == "proxyAddresses")
        #expect(trace["proxyAddresses"]?.winner == nil && trace["proxyAddresses"]?.values == [])
    }

    @Test(
        "what the tracer says is what a run does, for objects and rules at random",
        arguments: SeededGenerator.seeds(60)
    )
    mutating func agrees(_ seed: UInt64) throws {
        var chance = SeededGenerator(seed: seed)
        let names: [AttributeName] = ["cn", "title", "company", "mail", "accountEnabled", "member", "manager"]
        let sources: [AttributeFlow.Source] =
            names.map { .direct($0) } + [
                .constant("c"), .expression("IIF(IsPresent([title]), [title], NULL)"),
                .expression("IIF(IsPresent([mail]), [mail], IgnoreThisFlow)"),
                .expression("IIF([company] = \"x\", AuthoritativeNull, [company])"),
                .expression("Trim([cn])"), .expression("CRef([dn])"), .unsupported("not here", expression: nil),
                .direct("dn"), .expression("%Domain.Netbios% & [cn]"),
            ]
        let merge = chance.number(below: 4) == 0 ? MergeType.merge : .update
        for precedence in 100..<(103 + chance.number(below: 6)) {
            fixture.rule(
                precedence == 100 ? .provision : .join,
                in: EngineFixture.one,
                precedence: precedence,
                scope: chance.number(below: 2) == 0
                    ? [] : [["cn NOTEQUAL b"], ["title ISNOTNULL", "mail CONTAINS x"]],
                flows: (0..<(1 + chance.number(below: 5))).map { _ in
                    (names[chance.number(below: names.count)], sources[chance.number(below: sources.count)])
                },
                merge: merge,
                isOnce: chance.number(below: 5) == 0
            )
        }
        fixture.rule(
            .provision,
            in: .tenant,
            from: "person",
            to: "user",
            precedence: 200,
            joins: [["sourceAnchor = cn"]],
            flows: [("sourceAnchor", .direct("cn")), ("title", .direct("title"))]
        )
        fixture.rule(
            .join,
            in: .tenant,
            from: "person",
            to: "user",
            precedence: 201,
            scope: [["mail ISNOTNULL"]],
            flows: [("title", .constant("t")), ("mail", .expression("Left([mail], 3)"))]
        )
        for anchor in ["a", "b", "c", "d"] {
            let texts = (0..<4).map { _ in ["x", "y x ", "b", "TRUE"][chance.number(below: 4)] }
            fixture.object(
                anchor,
                [
                    "cn": texts[0], names[1 + chance.number(below: 4)]: texts[1], "mail": texts[2] + anchor,
                    "member": "?",
                ]
            )
        }
        let first = try fixture.run()
        try compare(first, before: [:], images: [:])
        fixture.keep(first)
        let second = try fixture.run(after: first.metaverse, images: first.images)
        try compare(
            second,
            before: Dictionary(uniqueKeysWithValues: first.metaverse.map { ($0.identifier, $0.entry) }),
            images: Dictionary(uniqueKeysWithValues: first.images.map { ($0.metaverse, $0.entry) })
        )
    }

    private func compare(
        _ result: SynchronizationResult,
        before: [MetaverseID: PackedEntry],
        images: [MetaverseID: PackedEntry]
    ) throws {
        let tracer = try tracer()
        let table = fixture.table
        let names = Dictionary(
            (fixture.spaces[EngineFixture.one] ?? []).compactMap { object in
                result.links[object.identity].map { (ASCII.lowercased(object.entry.dn), $0) }
            }
        ) { first, _ in first }
        let failed = Set(result.errors.map(\.object))
        for object in result.metaverse {
            let trace = tracer.inbound(linked(object, result), before: before[object.identifier]) { _, name in
                names[ASCII.lowercased(String(decoding: name, as: UTF8.self))].map { Array($0.description.utf8) }
            }
            if trace.failure == nil { expectSame(trace, object.entry, table) }
            let brief = tracer.inbound(linked(object, result), before: before[object.identifier], asksAll: false) {
                names[ASCII.lowercased(String(decoding: $1, as: UTF8.self))].map { Array($0.description.utf8) }
            }
            expectSame(brief, trace)
            let image = result.images.first { $0.metaverse == object.identifier }
            let outbound = tracer.outbound(object, before: images[object.identifier]) { _ in nil }
            // With another source anchor than before it stays as it was.
            if let image, let outbound, !failed.contains(object.identifier.description) {
                expectSame(outbound.entry, image.entry, table)
            }
            if image != nil { #expect(outbound != nil) }
            let briefly = tracer.outbound(object, before: images[object.identifier], asksAll: false) { _ in nil }
            #expect((briefly == nil) == (outbound == nil))
            if let briefly, let outbound { expectSame(briefly.entry, outbound.entry) }
            for member in linked(object, result) {
                let inScope = tracer.inScope(member).map(\.rule.precedence)
                #expect(tracer.scope(of: member).filter(\.isInScope).map(\.rule.precedence) == inScope)
            }
        }
    }

    /// Without the flows that come too late everything else is the same.
    private func expectSame(_ brief: EntryTrace, _ trace: EntryTrace) {
        #expect(
            brief.failure == trace.failure && brief.attributes.map(\.attribute) == trace.attributes.map(\.attribute)
        )
        for (one, other) in zip(brief.attributes, trace.attributes) {
            #expect(one.values == other.values && one.isKept == other.isKept, "\(one.attribute)")
            #expect(one.winner == other.winner && one.blocker == other.blocker, "\(one.attribute)")
            #expect(one.flows.first == other.flows.first && one.flows.count <= other.flows.count, "\(one.attribute)")
            #expect(!one.flows.contains { $0.outcome == .loses }, "\(one.attribute)")
        }
    }

    private func expectSame(_ trace: EntryTrace, _ entry: PackedEntry, _ table: AttributeTable) {
        let traced = trace.attributes.filter { !$0.values.isEmpty }
        let expected = entry.attributes.compactMap { number in
            table.name(of: number).map { ($0, entry.values(of: number).map { Array($0) }) }
        }.sorted { $0.0 < $1.0 }
        #expect(traced.map(\.attribute) == expected.map(\.0))
        #expect(traced.map(\.values) == expected.map(\.1))
    }
}
