import Directory
import SyncEngine
import SyncRules
import Testing

@testable import WizardTasks

@Suite("An object that a rule's error holds back")
struct FailedObjectTests {
    private let fixture: WorkspaceFixture
    private static let name = "Ada Andersson"

    init() throws { fixture = try WorkspaceFixture() }

    /// Gives the object another value of an attribute; gives back those that it had.
    private func set(_ name: AttributeName, _ bytes: [[UInt8]]) throws -> [[UInt8]] {
        var before: [[UInt8]] = []
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.texts("cn") == [Self.name] else { return record }
            before = record.values.filter { $0.name == name }.map(\.bytes)
            let kept = record.values.filter { $0.name != name }
            return LDIFRecord(dn: record.dn, values: kept + bytes.map { LDIFRecord.Value(name: name, bytes: $0) })
        }
        return before
    }

    private func explain(_ attribute: String? = nil) async throws -> ObjectExplanation {
        try await ExplainObject(in: try await fixture.open()).run(Self.name, attribute: attribute)
    }

    /// The first thing that a preview says of how the object is linked.
    private func previewedJoin() async throws -> String? {
        try await PreviewObject(in: try await fixture.open()).run(Self.name, set: []).join.first
    }

    @Test("one that is new is not in the metaverse, is not counted as projected, and names the rule until it is mended")
    func new() async throws {
        _ = try await fixture.ready()
        let sound = try set("objectSid", [Array("abc".utf8)])
        for projects in [true, false] {
            let report = try await fixture.cycle()
            let counts = try #require(report.synchronization)
            let all = counts.metaverse.values.reduce(0, +)
            #expect(all > 0 && counts.projected == (projects ? all : 0), "\(counts)")
            let error = try #require(report.errors.first)
            let rule = try #require(error.rule)
            #expect(report.errors.count == 1, "\(report.errors)")
            #expect(error.message.contains("not a security identifier"), "\(error)")

            let view = try await ViewObject(in: try await fixture.open()).run(Self.name)
            #expect(
                view.sentence
                    == "It is a user of contoso.test, and not in the metaverse: the last synchronization could "
                    + "not make its object there."
            )
            let problem = try #require(view.problems.first)
            #expect(problem.hasPrefix("\(error.code): \(error.message) (rule \(rule), "), "\(view.problems)")
            let whole = try await explain()
            #expect(whole.sentence.contains(" does not get to the tenant: \(rule) ("), "\(whole.sentence)")
            #expect(
                whole.sentence.hasSuffix(", and no metaverse object is made of it: \(error.message)"),
                "\(whole.sentence)"
            )
            #expect(whole.steps.first { $0.verdict == .stops }?.stage == .precedence, "\(whole.steps)")
            let join = try #require(whole.steps.first { $0.stage == .join })
            #expect(
                join.sentence.hasPrefix("Rules link it, and its metaverse object could not be made: \(rule) ("),
                "\(join)"
            )
            let title = try await explain("title")
            #expect(title.sentence.contains("the object is not in the metaverse: \(rule) ("), "\(title.sentence)")
            #expect(try await previewedJoin() == "no metaverse object is made of it")
        }
        _ = try set("objectSid", sound)
        #expect(
            try await previewedJoin()
                == "its metaverse object is made, which the last synchronization could not make"
        )
        let mended = try await fixture.cycle()
        #expect(mended.errors.isEmpty && mended.synchronization?.projected == 1, "\(mended)")
        #expect(try await previewedJoin() == "it keeps its metaverse object")
    }

    @Test("one that is there stays as it was, and so does each attribute that would have another value")
    func there() async throws {
        _ = try await fixture.ready()
        #expect(try await fixture.cycle().errors.isEmpty)
        _ = try set("objectSid", [Array("abc".utf8)])
        _ = try set("title", [Array("Chair".utf8)])
        let report = try await fixture.cycle()
        let error = try #require(report.errors.first)
        let title = try await explain("title")
        let stop = try #require(title.steps.first { $0.verdict == .stops }, "\(title)")
        #expect(stop.stage == .precedence && stop.sentence.hasPrefix("\(error.rule ?? "") ("), "\(stop)")
        #expect(stop.sentence.hasSuffix(", and the object stays as it was: \(error.message)"), "\(stop)")
        let other = try await explain("givenName")
        #expect(!other.steps.contains { $0.verdict == .stops }, "\(other)")
    }

    @Test("a rule is called what it is called, also where it begins a sentence that goes on", arguments: [true, false])
    func named(_ fails: Bool) async throws {
        _ = try await fixture.ready()
        let expression = fails ? #"Error("not today")"# : "AuthoritativeNull"
        try fixture.writeRule(
            named: "Titles of B",
            .inbound,
            from: "user",
            to: "person",
            precedence: 50,
            as: "titles",
            saying: """
                flows:
                  - to: title
                    expression: '\(expression)'
                """
        )
        #expect(try await fixture.cycle().errors.isEmpty != fails)
        let answer = try await explain(fails ? nil : "title")
        let said = fails ? "fails at title, and " : "says AuthoritativeNull for title: "
        #expect(
            answer.sentence.contains(" does not get to the tenant: Titles of B (50) \(said)"),
            "\(answer.sentence)"
        )
    }

    @Test("one that a rule towards the tenant fails for is told with that rule, and stays there where it is")
    func outwards() async throws {
        func write(isDisabled: Bool) throws {
            try fixture.writeRule(
                named: "Out to AAD - Failing",
                of: "tenant",
                as: "failing",
                saying: """
                    disabled: \(isDisabled)
                    flows:
                      - to: title
                        expression: Error("not today")
                    """
            )
        }
        func sentence() async throws -> String {
            try await ViewObject(in: try await fixture.open()).run(Self.name).sentence
        }
        _ = try await fixture.ready()
        try write(isDisabled: false)
        _ = try await fixture.cycle()
        let error = "Out to AAD - Failing (60) fails at title: not today."
        #expect(try await sentence() == "It is a user of contoso.test, and does not get to the tenant: \(error)")
        try write(isDisabled: true)
        #expect(
            try await sentence()
                == "It is a user of contoso.test, and the rules bring it to the tenant since the last "
                + "synchronization, or give it no source anchor."
        )
        try await fixture.switchStaging(to: false)
        _ = try await fixture.cycle()
        #expect(try await sentence() == "It is a user of contoso.test, and the tenant has accepted all of it.")
        try write(isDisabled: false)
        _ = try await fixture.cycle()
        #expect(try await sentence() == "It is a user of contoso.test, and is in the tenant as it was: \(error)")
    }
}
