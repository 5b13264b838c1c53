import Directory
import DirectorySchema
import TestSupport
import Testing

@testable import SyncRules

@Suite("Rules are generated from schemas")
struct GenerationTests {
    private let generator: RuleGenerator

    init() throws { generator = RuleGenerator(catalogue: try .standard(), options: .standard) }

    private func attribute(_ name: AttributeName) -> AttributeType { AttributeType(name: name) }

    /// The classes, and a user that can be told apart: without one nothing is generated.
    private func schema(_ wanted: [AttributeName: [AttributeName]]) -> SchemaSnapshot {
        let classes = wanted.merging(["user": ["objectGUID", "objectSid"]]) { $0 + $1 }
        return SchemaSnapshot(
            origin: .activeDirectory,
            attributes: Set(classes.values.joined()).map(attribute),
            classes: classes.map { name, may in
                var definition = ObjectClass(name: name)
                definition.may = Set(may).sorted()
                return definition
            }
        )
    }

    private func forest(_ ordinal: Int, _ classes: [AttributeName: [AttributeName]]) -> GenerationConnector {
        GenerationConnector(
            identity: ConnectorID("00000000-0000-4000-8000-00000000000\(ordinal)"),
            name: "forest\(ordinal).test",
            kind: .forest,
            ordinal: ordinal,
            schema: schema(classes)
        )
    }

    private let tenant = GenerationConnector(
        identity: .tenant,
        name: "tenant",
        kind: .tenant,
        ordinal: 1,
        schema: .empty
    )

    @Test("precedence is dense from 100, rule by rule, forests in the order in which they were added")
    func precedence() {
        let classes: [AttributeName: [AttributeName]] = ["user": ["cn"], "group": ["cn"]]
        let rules = generator.generate(for: [forest(2, classes), tenant, forest(1, classes)]).rules
        #expect(rules.map(\.precedence) == Array(100..<100 + rules.count))
        let joins = rules.filter { $0.name == "In from AD - User Join" }
        #expect(joins.map(\.precedence) == [100, 101])
        #expect(joins.map(\.identity.connector.text.last) == ["1", "2"])
    }

    @Test(
        "a rule is there when its class is, and its marker on that class",
        arguments: [
            ([:], "In from AD - Group Join", false, "class group is not in the schema"),
            (["user": ["cn"]], "In from AD - User Join", true, "class user is in the schema"),
            (["user": ["cn"]], "In from AD - User Exchange", false, "class user allows none of"),
            (
                ["user": ["mailNickname"]], "In from AD - User Exchange", true,
                "attribute mailNickname is allowed on class user"
            ),
            (
                ["user": ["cn"], "contact": ["mailNickname"]], "In from AD - User Exchange", false,
                "class user allows none of"
            ),
            (["msDS-Device": ["cn"]], "In from AD - Device Common", true, "class msDS-Device is in the schema"),
        ] as [([AttributeName: [AttributeName]], String, Bool, String)]
    )
    func gates(_ classes: [AttributeName: [AttributeName]], _ rule: String, _ isPresent: Bool, _ reason: String) throws
    {
        let generated = generator.generate(for: [forest(1, classes)])
        let decision = try #require(generated.decisions.first { $0.name == rule })
        #expect(decision.isPresent == isPresent)
        #expect(decision.reason.hasPrefix(reason), "\(decision.reason)")
        #expect(generated.rules.contains { $0.name == rule } == isPresent)
    }

    @Test(
        "a rule that its schema leaves out is a gap with what it would bring; one that options leave out is none",
        arguments: [
            ([], "In from AD - User Exchange", true), (["mailNickname"], "In from AD - User Exchange", false),
            ([], "In from AD - User Join", false),
        ] as [([AttributeName], String, Bool)]
    )
    func gaps(_ user: [AttributeName], _ rule: String, _ isGap: Bool) throws {
        let generated = generator.generate(for: [forest(1, ["user": user]), tenant])
        let gaps = SchemaGap.all(in: generated, catalogue: try .standard(), options: .standard)
        let gap = gaps.first { $0.name == rule }
        #expect((gap != nil) == isGap)
        #expect(gap?.flows.contains { $0.destination == "mailNickname" } ?? !isGap)
        #expect(gap?.reason.hasPrefix("class user allows none of mailNickname") ?? !isGap)
        #expect(gaps.allSatisfy { !$0.reason.hasPrefix("the option") })
    }

    @Test("a flow goes with an attribute that the class does not allow, and the decision says which")
    func flows() throws {
        let generated = generator.generate(for: [forest(1, ["user": ["cn", "sn", "displayName"]])])
        let rule = try #require(generated.rules.first { $0.name == "In from AD - User Common" })
        #expect(!rule.flows.contains { $0.destination == "telephoneNumber" })
        let decision = try #require(generated.decisions.first { $0.name == rule.name })
        #expect(decision.omissions.contains { $0.missing == "telephoneNumber" })
        #expect(
            rule.flows.contains {
                $0.destination == "sourceAnchor" || $0.destination == "cn" || $0.destination == "displayName"
            }
        )
    }

    @Test("nothing differs between a generation and itself; what a class brings is a change with its reason")
    func diff() {
        let before = generator.generate(for: [forest(1, ["user": ["cn"]]), tenant])
        let after = generator.generate(for: [forest(1, ["user": ["cn"], "msDS-Device": ["cn"]]), tenant])
        #expect(RuleDiff(from: before, to: before).isEmpty)
        let diff = RuleDiff(from: before, to: after)
        #expect(diff.changes.map(\.name) == ["In from AD - Device Common"])
        #expect(diff.changes.first?.action == .appears)
        #expect(RuleDiff(from: after, to: before).changes.map(\.action) == [.goes])
    }

    @Test("what is imported is what the rules read")
    func inclusion() {
        let rules = generator.generate(for: [forest(1, ["user": ["cn", "mail", "objectGUID"]])]).rules
        let attributes = AttributeInclusion.attributes(of: rules)
        #expect(attributes.contains("mail") && attributes.contains("objectGUID"))
        #expect(AttributeInclusion.classes(of: rules).contains("user"))
        #expect(attributes == attributes.sorted())
    }
}
