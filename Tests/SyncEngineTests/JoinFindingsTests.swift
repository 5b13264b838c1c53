import Directory
import SyncExpressions
import SyncRules
import TestSupport
import Testing

@testable import SyncEngine

/// What is said of objects that come one after another is what all of them together say.
@Suite("What there is to say of many objects")
struct JoinFindingsTests {
    private typealias Values = (mail: String, name: String, title: String, number: String)

    private var fixture = EngineFixture()
    private let forests = [EngineFixture.one, EngineFixture.two]

    init() {
        for (connector, precedence) in [(EngineFixture.one, 100), (EngineFixture.two, 101)] {
            fixture.rule(
                in: connector,
                precedence: precedence,
                joins: [["mail = mail"], ["cn = cn", "title = title"], ["employeeID == employeeID"]],
                flows: [
                    ("mail", .direct("mail")), ("cn", .direct("cn")), ("title", .direct("title")),
                    ("employeeID", .direct("employeeID")),
                ]
            )
        }
    }

    private mutating func add(_ anchor: String, in connector: ConnectorID, _ values: Values) {
        fixture.object(
            anchor,
            in: connector,
            partition: anchor.hasSuffix("0") || anchor.hasSuffix("5") ? "DC=Emea,DC=test" : "DC=test",
            ["mail": values.mail, "cn": values.name, "title": values.title, "employeeID": values.number]
        )
    }

    /// One that is like nobody but by its address, or by its name.
    private mutating func add(_ anchor: String, in connector: ConnectorID, _ mail: String, _ name: String? = nil) {
        add(anchor, in: connector, (mail, name ?? "Name of \(anchor)", "Title of \(anchor)", "Number of \(anchor)"))
    }

    private func draw(_ generator: inout SeededGenerator) -> Values {
        let domain = Bool.random(using: &generator) ? "one.test" : "two.test"
        let prefix = generator.number(below: 5) == 0 ? "SMTP: " : ""
        let number = generator.number(below: 30)
        return (
            "\(prefix)u\(generator.number(below: 25))@\(domain)", "N\(generator.number(below: 12))",
            "T\(generator.number(below: 3))", Bool.random(using: &generator) ? "e\(number)" : "E\(number)"
        )
    }

    /// Some that are near each other in every way, spread over the rest, before their values changed or after.
    private mutating func fill(_ drawn: [Values], isLater: Bool) {
        let (one, two) = (EngineFixture.one, EngineFixture.two)
        for (place, values) in drawn.enumerated() { add("u\(place)", in: place.isMultiple(of: 2) ? one : two, values) }
        add("a1", in: one, "joined@one.test")
        add("x1", in: two, "Joined@one.test")
        add("a2", in: one, isLater ? "both@one.test" : "first@one.test")
        add("z0", in: one, isLater ? "both@one.test" : "second@one.test")
        add("t2", in: two, isLater ? "Both@one.test" : "third@two.test")
        add("a3", in: one, "mine@one.test")
        add("z3", in: one, "mine@one.test")
        add("x3", in: two, "Mine@one.test")
        add("a4", in: one, "early@one.test")
        add("x4", in: two, isLater ? "early@one.test" : "late@two.test")
        add("a5", in: one, "fifth@one.test", "Fifth")
        add("x5", in: two, "halfway@two.test", "fifth")
        add("a6", in: one, "spelled@one.test")
        add("x6", in: two, "SMTP: Spelled@one.test")
        add("a7", in: one, "moved@one.test")
        add("x7", in: two, "moved@two.test")
    }

    @Test(
        "it is what holding each against each other says, in whatever order they come",
        arguments: SeededGenerator.seeds(5)
    )
    mutating func same(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let drawn = (0..<80).map { _ in draw(&generator) }
        fill(drawn, isLater: false)
        let result = try fixture.run()
        let changed = drawn.enumerated().map { place, values in
            place.isMultiple(of: 3) ? draw(&generator) : values
        }
        fixture.spaces = [:]
        fill(changed, isLater: true)
        fixture.keep(result)
        let tracer = try RuleTracer(
            connectors: fixture.connectors,
            table: fixture.table,
            clock: FileTime(unixSeconds: 0)
        )
        let spaces = forests.map { connector in
            let objects = fixture.spaces[connector] ?? []
            return (connector: connector, objects: objects.sorted { $0.identity < $1.identity })
        }
        let objects = spaces.flatMap(\.objects)
        let plain = PlainJoins(tracer, objects, result.metaverse)
        let expected = plain.findings()
        let kinds = Set(expected.map(\.kind))
        #expect(
            kinds.isSuperset(of: [.joined, .ambiguous, .taken, .tooLate, .partial, .spelling, .otherDomain]),
            "\(kinds)"
        )
        #expect(JoinAnalysis(tracer, spaces: spaces, metaverse: result.metaverse).findings() == expected)

        var analysis = JoinAnalysis(tracer, of: forests)
        for object in result.metaverse.shuffled(using: &generator) {
            analysis.add(object.identifier, as: object.objectClass)
        }
        for object in objects.shuffled(using: &generator) { analysis.add(object) }
        var gathered = JoinFindings(analysis)
        let joined = objects.shuffled(using: &generator).compactMap { gathered.look(at: $0) }
        #expect(Set(joined) == Set(expected.filter(isJoined)) && Set(joined).count == joined.count)
        #expect(gathered.end() == expected.filter { !isJoined($0) })
        #expect(analysis.shared() == plain.shared)
    }

    private func isJoined(_ finding: JoinFinding) -> Bool { finding.kind == .joined || finding.kind == .joinedBefore }
}
