import Directory
import SyncExpressions
import SyncRules
import TestSupport
import Testing

@testable import SyncEngine

@Suite("Rules out to a forest on one object, step by step")
struct WriteBackTracingTests {
    private typealias Flows = [(to: AttributeName, from: AttributeFlow.Source, merge: MergeType, isOnce: Bool)]

    private var fixture = EngineFixture()

    /// Adds a rule out to the first forest.
    private mutating func rule(
        _ precedence: Int,
        scope: [[String]] = [],
        to target: AttributeName = "user",
        _ flows: Flows
    ) {
        fixture.rules[EngineFixture.one, default: []].append(
            SyncRule(
                identity: RuleIdentity(connector: EngineFixture.one, tag: "out\(precedence)"),
                name: "out \(precedence)",
                direction: .outbound,
                sourceClass: "person",
                targetClass: target,
                link: .join,
                precedence: precedence,
                synchronizesPasswords: false,
                scope: scope.map { $0.compactMap { ScopeClause($0) } },
                joins: [],
                flows: flows.map { .init(destination: $0.to, source: $0.from, merge: $0.merge, isOnce: $0.isOnce) }
            )
        )
    }

    private func makeTracer() throws -> RuleTracer {
        try RuleTracer(connectors: fixture.connectors, table: fixture.table, clock: FileTime(unixSeconds: 0))
    }

    /// The objects of the first forest with what they are linked to.
    private func linked(_ result: SynchronizationResult) -> [(object: ConnectorSpaceObject, to: MetaverseObject)] {
        (fixture.spaces[EngineFixture.one] ?? []).compactMap { object in
            let target = result.links[object.identity].flatMap { link in
                result.metaverse.first { $0.identifier == link }
            }
            return target.map { (object, $0) }
        }
    }

    private func texts(_ values: [[UInt8]]) -> [String] { values.map { String(decoding: $0, as: UTF8.self) } }

    @Test("the winner, the loser, what adds and what keeps are told apart, and who is out of scope with the clause")
    mutating func outcomes() throws {
        fixture.rule(precedence: 100, flows: [("cn", .direct("cn")), ("title", .direct("title"))])
        rule(
            200,
            [
                ("description", .direct("title"), .update, false),
                ("info", .expression("IgnoreThisFlow"), .update, false),
                ("proxyAddresses", .direct("title"), .mergeCaseInsensitive, false),
                ("cn", .constant("never"), .update, true),
            ]
        )
        rule(
            201,
            [
                ("description", .direct("cn"), .update, false),
                ("proxyAddresses", .direct("cn"), .mergeCaseInsensitive, false),
            ]
        )
        rule(202, scope: [["title EQUAL Boss"]], [("info", .direct("cn"), .update, false)])
        rule(203, to: "contact", [("info", .direct("cn"), .update, false)])
        fixture.object("a", ["cn": "Ada", "title": "Chair", "info": "own", "proxyAddresses": "ADA"])
        let result = try fixture.run()
        let (object, metaverse) = try #require(linked(result).first)
        let tracer = try makeTracer()
        let trace = tracer.outbound(metaverse, to: object) { _ in nil }
        #expect(trace["description"]?.flows.map(\.outcome) == [.wins, .loses])
        #expect(trace["proxyAddresses"]?.flows.map(\.outcome) == [.merged, .merged])
        #expect(trace["info"]?.flows.map(\.outcome) == [.ignored] && trace["info"]?.isKept == true)
        #expect(trace["cn"]?.flows.map(\.outcome) == [.onceOnly])
        let scopes = tracer.scope(of: metaverse, towards: EngineFixture.one)
        #expect(scopes.map(\.rule.precedence) == [200, 201, 202, 203])
        #expect(scopes.map(\.isInScope) == [true, true, false, true])
        #expect(scopes[2].obstacles.map(\.clause.description) == ["title EQUAL Boss"])
        #expect(tracer.scope(of: metaverse, towards: EngineFixture.two).isEmpty)
        let change = try #require(try tracer.writeBack(of: metaverse, to: object, written: []) { _ in nil })
        let names = change.attributes.compactMap { fixture.table.name(of: $0)?.spelling }
        #expect(Set(names) == ["description", "proxyAddresses"])
        let addresses = try #require(fixture.table.existing("proxyAddresses"))
        #expect(change.merged == [addresses])
        // The forest's own value stays as it is written, and what is the same but for case is not added.
        #expect(texts(change.values.values(of: addresses).map { Array($0) }) == ["ADA", "Chair"])
        #expect(only(["info"], tracer, metaverse, object) == ["info"])
    }

    private func only(
        _ names: Set<AttributeName>,
        _ tracer: RuleTracer,
        _ metaverse: MetaverseObject,
        _ object: ConnectorSpaceObject
    ) -> [AttributeName] {
        tracer.outbound(metaverse, to: object, only: names) { _ in nil }.attributes.map(\.attribute)
    }

    @Test("references become what the forest calls those that are meant")
    mutating func references() throws {
        fixture.rule(precedence: 100, flows: [("cn", .direct("cn")), ("manager", .expression("CRef([dn])"))])
        let before = try makeTracer()
        #expect(!before.readsReferences(towards: EngineFixture.one))
        rule(200, [("seeAlso", .direct("manager"), .update, false)])
        fixture.object("a", ["cn": "Ada"])
        let result = try fixture.run()
        let (object, metaverse) = try #require(linked(result).first)
        let tracer = try makeTracer()
        #expect(tracer.readsReferences(towards: EngineFixture.one))
        let own = Array(metaverse.identifier.description.utf8)
        let trace = tracer.outbound(metaverse, to: object) { $0 == own ? Array("CN=a,DC=test".utf8) : nil }
        #expect(trace["seeAlso"].map { texts($0.values) } == ["CN=a,DC=test"])
        let lost = try tracer.writeBack(of: metaverse, to: object, written: []) { _ in nil }
        #expect(lost == nil)
    }

    @Test(
        "what the tracer says is what is written back, for objects and rules at random",
        arguments: SeededGenerator.seeds(60)
    )
    mutating func agrees(_ seed: UInt64) throws {
        var chance = SeededGenerator(seed: seed)
        let names: [AttributeName] = ["cn", "title", "company", "mail", "description", "info"]
        let sources: [AttributeFlow.Source] =
            names.prefix(4).map { .direct($0) } + [
                .constant("c"), .expression("IIF(IsPresent([title]), [title], NULL)"),
                .expression("IIF(IsPresent([mail]), [mail], IgnoreThisFlow)"),
                .expression("IIF([company] = \"x\", AuthoritativeNull, [company])"), .expression("Trim([cn])"),
                .unsupported("not here", expression: nil),
            ]
        fixture.rule(precedence: 100, flows: names.prefix(4).map { ($0, .direct($0)) })
        // Rules agree on how values come together, else every object has an error.
        let merges = Dictionary(names.map { ($0, [MergeType.update, .update, .merge][chance.number(below: 3)]) }) { $1 }
        for precedence in 200..<(203 + chance.number(below: 4)) {
            rule(
                precedence,
                scope: chance.number(below: 2) == 0
                    ? [] : [["cn NOTEQUAL b"], ["title ISNOTNULL", "mail CONTAINS x"]],
                to: chance.number(below: 5) == 0 ? "contact" : "user",
                (0..<(1 + chance.number(below: 4))).map { _ in
                    let name = names[chance.number(below: names.count)]
                    let source = sources[chance.number(below: sources.count)]
                    return (name, source, merges[name] ?? .update, chance.number(below: 6) == 0)
                }
            )
        }
        for anchor in ["a", "b", "c", "d"] {
            let texts = (0..<5).map { _ in ["x", "y x ", "b", "c"][chance.number(below: 4)] }
            fixture.object(
                anchor,
                [
                    "cn": texts[0], names[1 + chance.number(below: 3)]: texts[1], "description": texts[2],
                    "info": texts[3],
                ]
            )
        }
        let tracer = try makeTracer()
        let table = fixture.table
        let pairs = linked(try fixture.run())
        #expect(pairs.count == 4)
        for (object, metaverse) in pairs {
            let trace = tracer.outbound(metaverse, to: object) { _ in nil }
            #expect(trace.failure == nil)
            let change = try tracer.writeBack(of: metaverse, to: object, written: []) { _ in nil }
            let traced = Set(trace.attributes.compactMap { table.existing($0.attribute) })
            let written = Set(change?.attributes ?? [])
            #expect(written.isSubset(of: traced))
            for one in trace.attributes {
                let number = try #require(table.existing(one.attribute))
                let theirs = object.entry.values(of: number).map { Array($0) }
                let isMerged = one.flows.contains { $0.flow.merge != .update }
                let wanted = isMerged ? Set(theirs).union(one.values) : Set(one.values)
                let isChanged = change?.attributes.contains(number) ?? false
                // What cannot be computed is as if it were not there.
                let isWritten = one.flows.contains { flow in
                    if case .unsupported = flow.outcome { false } else { true }
                }
                #expect(isChanged == (isWritten && wanted != Set(theirs)), "\(one)")
                if isChanged { #expect(Set(change?.values.values(of: number).map { Array($0) } ?? []) == wanted) }
            }
        }
    }
}
