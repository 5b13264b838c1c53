import Directory
import SyncExpressions
import SyncRules
import Testing

@testable import SyncEngine

@Suite("What joins find")
struct JoinAnalysisTests {
    private var fixture = EngineFixture()

    init() {
        for (connector, precedence) in [(EngineFixture.one, 100), (EngineFixture.two, 101)] {
            fixture.rule(
                in: connector,
                precedence: precedence,
                joins: [["mail = mail"], ["cn = cn", "title = title"]],
                flows: [("mail", .direct("mail")), ("cn", .direct("cn")), ("title", .direct("title"))]
            )
        }
    }

    private mutating func findings() throws -> [JoinFinding] {
        let result = try fixture.run()
        fixture.keep(result)
        return try analysis(result).findings()
    }

    private func analysis(_ result: SynchronizationResult) throws -> JoinAnalysis {
        let tracer = try RuleTracer(
            connectors: fixture.connectors,
            table: fixture.table,
            clock: FileTime(unixSeconds: 0)
        )
        let spaces = [EngineFixture.one, EngineFixture.two].map { ($0, fixture.spaces[$0] ?? []) }
        return JoinAnalysis(tracer, spaces: spaces, metaverse: result.metaverse)
    }

    @Test(
        "why two objects came together, or did not",
        arguments: [
            (["mail": "ada@one.test", "cn": "Ada"], JoinFinding.Kind.joined, "mail = mail"),
            (["mail": "other@one.test", "cn": "ada", "title": "Boss"], .joined, "cn = cn and title = title"),
            (["mail": "other@one.test", "cn": "Ada", "title": "Buyer"], .partial, "cn = cn and title = title"),
            (["mail": "SMTP: ada@one.test", "cn": "Bea"], .spelling, "mail = mail"),
            (["mail": "ada@two.test", "cn": "Bea"], .otherDomain, "mail = mail"),
        ] as [(KeyValuePairs<AttributeName, String>, JoinFinding.Kind, String)]
    )
    mutating func pairs(
        _ values: KeyValuePairs<AttributeName, String>,
        _ kind: JoinFinding.Kind,
        _ criterion: String
    ) throws {
        fixture.object("a", ["mail": "Ada@One.test", "cn": "Ada", "title": "Boss"])
        fixture.object("b", in: EngineFixture.two, values)
        let findings = try findings()
        #expect(findings.map(\.kind) == [kind])
        #expect(findings.first?.criterion == criterion)
        #expect(findings.first?.others.count == 1)
    }

    @Test("two that fit are none, and nobody who looks like another is no finding")
    mutating func ambiguous() throws {
        fixture.object("a", ["mail": "x@one.test", "cn": "Ada"])
        fixture.object("b", ["mail": "y@one.test", "cn": "Bea"])
        fixture.keep(try fixture.run())
        let links = fixture.spaces[EngineFixture.one]?.map(\.link) ?? []
        fixture.spaces[EngineFixture.one] = []
        fixture.object("a", ["mail": "x@one.test", "cn": "Ada"])
        fixture.object("b", ["mail": "x@one.test", "cn": "Bea"])
        for (place, link) in links.enumerated() { fixture.spaces[EngineFixture.one]?[place].link = link }
        fixture.object("c", in: EngineFixture.two, ["mail": "X@one.test", "cn": "Cea"])
        fixture.object("d", in: EngineFixture.two, ["mail": "nobody@two.test", "cn": "Dea"])
        let findings = try findings()
        #expect(findings.map(\.kind) == [.ambiguous])
        #expect(findings.first?.others.count == 2)
    }

    @Test("an object whose match belongs to another one of its own forest says so")
    mutating func taken() throws {
        fixture.object("a", ["mail": "x@one.test", "cn": "Ada"])
        fixture.object("b", ["mail": "x@one.test", "cn": "Bea"])
        fixture.object("c", in: EngineFixture.two, ["mail": "X@one.test", "cn": "Cea"])
        #expect(try findings().map(\.kind) == [.taken, .joined])
    }

    @Test("a value that fits after the object has its own metaverse object comes too late")
    mutating func tooLate() throws {
        fixture.object("a", ["mail": "ada@one.test", "cn": "Ada"])
        fixture.object("b", in: EngineFixture.two, ["mail": "bea@one.test", "cn": "Bea"])
        fixture.keep(try fixture.run())
        let link = fixture.spaces[EngineFixture.two]?.first?.link
        fixture.spaces[EngineFixture.two] = []
        fixture.object("b", in: EngineFixture.two, ["mail": "ada@one.test", "cn": "Bea"])
        fixture.spaces[EngineFixture.two]?[0].link = link
        let findings = try findings()
        #expect(findings.map(\.kind) == [.tooLate])
        #expect(findings.first?.value == Array("ada@one.test".utf8))
    }

    @Test("a value that the metaverse does not have, since another won, finds nobody")
    mutating func lost() throws {
        fixture.object("a", ["mail": "ada@one.test", "cn": "Ada"])
        fixture.object("b", in: EngineFixture.two, ["mail": "ada@one.test", "cn": "Bea"])
        let first = try fixture.run()
        fixture.spaces = [:]
        fixture.object("a", ["mail": "ada@one.test", "cn": "Ada"])
        fixture.object("b", in: EngineFixture.two, ["mail": "cea@two.test", "cn": "Bea"])
        fixture.object("c", ["mail": "cea@two.test", "cn": "Cea"])
        fixture.keep(first)
        let second = try fixture.run(after: first.metaverse)
        #expect(second.errors.isEmpty && second.metaverse.count == 2)
        fixture.keep(second)
        #expect(try analysis(second).findings().map(\.kind) == [.joinedBefore])
    }

    @Test("who was joined by a later group is told so, and what an earlier one finds several by joins nobody")
    mutating func laterGroup() throws {
        fixture.object("a", ["mail": "x@one.test", "cn": "Ada", "title": "Boss"])
        fixture.object("b", ["mail": "y@one.test", "cn": "Bea", "title": "Buyer"])
        fixture.keep(try fixture.run())
        let links = fixture.spaces[EngineFixture.one]?.map(\.link) ?? []
        fixture.spaces[EngineFixture.one] = []
        fixture.object("a", ["mail": "x@one.test", "cn": "Ada", "title": "Boss"])
        fixture.object("b", ["mail": "x@one.test", "cn": "Bea", "title": "Buyer"])
        for (place, link) in links.enumerated() { fixture.spaces[EngineFixture.one]?[place].link = link }
        fixture.object("c", in: EngineFixture.two, ["mail": "X@one.test", "cn": "bea", "title": "buyer"])
        let result = try fixture.run()
        fixture.keep(result)
        let analysis = try analysis(result)
        let second = try #require(links.compactMap(\.self).last)
        let joined = try #require(fixture.spaces[EngineFixture.two]?.first)
        #expect(joined.link == second)
        let groups = analysis.traces(of: joined).flatMap(\.groups)
        #expect(groups.map(\.candidates.count) == [2, 1] && groups.map(\.match) == [nil, second])
        let ways = analysis.ways(to: second)
        #expect(ways.map(\.kind) == [.joined] && ways.map(\.criterion) == ["cn = cn and title = title"])
        #expect(analysis.findings().filter { $0.kind == .joined } == ways)
    }

    @Test("an object that lost what joined it stays joined, and no criterion is named")
    mutating func joinedBefore() throws {
        fixture.object("a", ["mail": "ada@one.test", "cn": "Ada"])
        fixture.object("b", in: EngineFixture.two, ["mail": "ada@one.test", "cn": "Bea"])
        fixture.keep(try fixture.run())
        let link = fixture.spaces[EngineFixture.two]?.first?.link
        fixture.spaces[EngineFixture.two] = []
        fixture.object("b", in: EngineFixture.two, ["mail": "new@two.test", "cn": "Bea"])
        fixture.spaces[EngineFixture.two]?[0].link = link
        #expect(try findings().map(\.kind) == [.joinedBefore])
    }

    @Test("who has made a metaverse object is known where it had made another before, which others have kept")
    mutating func madeAnew() throws {
        let maker = fixture.object("b", in: EngineFixture.two, ["mail": "x@one.test", "cn": "Bea"])
        fixture.keep(try fixture.run())
        fixture.object("a", ["mail": "x@one.test", "cn": "Ada"])
        fixture.keep(try fixture.run())
        fixture.spaces[EngineFixture.two] = []
        fixture.keep(try fixture.run())
        fixture.object("b", in: EngineFixture.two, ["mail": "y@one.test", "cn": "Bea"])
        fixture.keep(try fixture.run())
        let joined = fixture.object("c", ["mail": "y@one.test", "cn": "Cea"])
        let result = try fixture.run()
        fixture.keep(result)
        let second = MetaverseID(projecting: maker, generation: 2)
        try #require(result.links[maker] == second && result.links[joined] == second)
        let analysis = try analysis(result)
        let findings = analysis.findings()
        #expect(findings.map(\.object) == [joined] && findings.map(\.others) == [[maker]])
        #expect(findings.map(\.kind) == [.joined] && findings.map(\.rule) == ["rule 100"])
        #expect(analysis.ways(to: second) == findings)
    }
}
