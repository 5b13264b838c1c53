import Diagnostics
import SyncRules
import TestSupport
import Testing

@Suite("Rules as the YAML of DSC resources")
struct DscRulesTests {
    private func read(_ text: String) -> RuleExchange { DscRules.read(SourceText(name: "rules.yaml", text: text)) }

    /// What is left of a rule in this form.
    private func kept(_ rule: PortableRule) -> PortableRule {
        var rule = rule
        rule.identifier = nil
        rule.softDeleteExpiry = "00:00:00"
        for place in rule.mappings.indices {
            rule.mappings[place].sources = Array(rule.mappings[place].sources.prefix(1))
        }
        return rule
    }

    @Test("a file of rules is read")
    func fixture() throws {
        let exchange = DscRules.read(try RuleFixture.bytes("badges.yaml"), file: "badges.yaml")
        var rule = kept(RuleFixture.badges)
        rule.connector = "grove.example"
        #expect(exchange == RuleExchange(rules: [rule]))
    }

    @Test("what is written is read again, as far as the form goes", arguments: SeededGenerator.seeds(200))
    func roundTrip(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let rules = (0..<3).map { _ in RuleFixture.any(&generator) }
        let written = DscRules.write(rules, file: "rules.yaml")
        let exchange = read(written.text)
        #expect(exchange.rules == rules.map { kept($0) }, "\(generator)")
        #expect(exchange.problems.isEmpty, "\(generator)")
        #expect(written.problems.allSatisfy { $0.severity == .warning }, "\(generator)")
    }

    @Test("what the form cannot say is told when it is written")
    func losses() {
        var rule = RuleFixture.badges
        rule.version = 2
        rule.softDeleteExpiry = "00:10:00"
        let problems = DscRules.write([rule], file: "rules.yaml").problems
        #expect(problems.map(\.code) == Array(repeating: "notInThisForm", count: 4) + ["connectorByGUID"])
        #expect(problems.allSatisfy { $0.severity == .warning && $0.rule == rule.name })
        #expect(
            problems.filter { $0.code == "notInThisForm" }.allSatisfy { $0.sentence.hasSuffix("is not in this form.") }
        )
    }

    @Test("several sources of an expression are kept, and are a mistake anywhere else")
    func severalSources() {
        let flow = "  AttributeFlowMappings:\n  - Destination: a\n    Source:\n    - b\n    - c\n"
        let exchange = read(Self.least + flow + "    FlowType: Expression\n    Expression: '[b] & [c]'\n")
        #expect(exchange.rules.first?.mappings.first?.sources == ["b", "c"], "\(exchange.problems)")
        #expect(exchange.problems.isEmpty)
        let direct = read(Self.least + flow + "    FlowType: Direct\n")
        #expect(direct.rules.isEmpty && direct.problems.map(\.code) == ["badFlow"])
    }

    private static let least =
        "- Name: n\n  ConnectorName: c\n  Direction: Inbound\n  SourceObjectType: user\n  TargetObjectType: person\n"
        + "  LinkType: Join\n  Precedence: 1\n"

    @Test(
        "mistakes are told with their place",
        arguments: [
            ("  Colour: red\n", "8:3 warning unknownKey", 1), ("  Ensure: Absent\n", "8:11 warning absentRule", 0),
            ("  Disabled: perhaps\n", "8:13 error badValue", 0), ("  ScopeFilter: 1\n", "8:16 error badValue", 0),
            ("  PrecedenceAfter: x\n", "8:20 error badValue", 0),
            (
                "  ScopeFilter:\n  - ScopeConditionList:\n    - Attribute: a\n      ComparisonOperator: LIKE\n",
                "11:27 error unknownOperator", 0
            ),
            ("  AttributeFlowMappings:\n  - Destination: a\n    FlowType: Direct\n", "9:5 error missingKey", 0),
            ("  AttributeFlowMappings:\n  - Source: a\n", "9:5 error missingKey", 0),
            ("  IsStandardRule: true\n", "8:19 warning standardRule", 1),
        ]
    )
    func mistakes(_ lines: String, _ expected: String, _ count: Int) {
        let exchange = read(Self.least + lines)
        #expect(
            exchange.problems.map { "\($0.line ?? 0):\($0.column ?? 0) \($0.severity.rawValue) \($0.code)" } == [
                expected
            ]
        )
        #expect(exchange.rules.count == count)
    }

    @Test(
        "what is no list of rules is an error and no more",
        arguments: ["", "a", "- a", "a: 1", "[", "- Name: n", "&a [*a]", "\u{0}", "- [*b]"]
            + ["[", "{a: ", "- ", "a:\n- "].map { String(repeating: $0, count: 100_000) }
    )
    func refused(_ text: String) {
        let exchange = read(text)
        #expect(exchange.rules.isEmpty && !exchange.isComplete)
    }

    @Test("a file that was cut has no rule more than before, and no error goes unsaid where a rule is lost")
    func truncated() throws {
        let bytes = try RuleFixture.bytes("badges.yaml")
        for count in bytes.indices {
            let exchange = DscRules.read(Array(bytes[..<count]), file: "badges.yaml")
            #expect(exchange.rules.count <= 1, "\(count) bytes")
            #expect(!exchange.rules.isEmpty || !exchange.isComplete, "\(count) bytes")
        }
    }
}
