import Diagnostics
import Directory
import TestSupport
import Testing

@testable import SyncRules

@Suite("A rule as a file that people edit")
struct RuleFileTests {
    private static let forest = "5c0ffee5-0002-4000-8000-00000000abcd"
    private static let names: [(name: String, connector: String)] = [
        ("grove.example", forest), ("Hügel: \"x\" # y", "5c0ffee5-0002-4000-8000-00000000abce"),
        ("tenant", "5c0ffee5-0002-4000-8000-00000000abcf"), ("twice", "5c0ffee5-0002-4000-8000-00000000abc0"),
        ("TWICE", "5c0ffee5-0002-4000-8000-00000000abc1"),
    ]
    private static let connectors = RuleFileConnectors(forests: names)

    private func read(_ text: String) -> RuleFileReading {
        RuleFile.read(SourceText(name: "rule.yaml", text: text), connectors: Self.connectors)
    }

    private static let written = """
        name: Grove - Badges of gardeners
        id: 7a1b2c3d-0001-4000-8000-00000000abcd
        description: 'The gardener''s badge'
        connector: grove.example
        direction: inbound
        source: user
        target: person
        link: join
        precedence: 41
        disabled: true
        passwordSync: true
        scope:
          - - department EQUAL Garden
            - badge ISNOTNULL
        join:
          - - badge == badgeNumber
        flows:
          - to: extensionAttribute3
            from: badge
          - to: extensionAttribute4
            constant: grove
            merge: mergeCaseInsensitive
            once: true
          - to: extensionAttribute5
            expression: |-
              IIF(IsPresent([badge]),
                "it's $" & [badge],
                [cn])
            sources: [badge, cn]

        """

    @Test("a rule is written as one reads it, and read again")
    func example() {
        #expect(RuleFile.write(RuleFixture.badges, connectors: Self.connectors) == Self.written)
        #expect(read(Self.written) == RuleFileReading(content: .rule(RuleFixture.badges), diagnostics: []))
    }

    @Test("conditions look as in the catalogue")
    func catalogue() throws {
        for template in try RuleCatalogue.standard().templates {
            var rule = RuleFixture.badges
            rule.scope = template.scope.map { group in
                group.map { .init(attribute: $0.attribute.spelling, comparison: $0.comparison, value: $0.value) }
            }
            let text = RuleFile.write(rule, connectors: Self.connectors)
            #expect(read(text).content == .rule(rule))
            for clause in template.scope.joined() { #expect(text.contains("- \(clause)\n")) }
        }
    }

    // MARK: Whatever a rule says

    private func text(_ generator: inout SeededGenerator) -> String {
        let pieces = [
            "a", "user", "'", "\"", "\n", "\n", "\r\n", "\r", "\t", " ", "  ", ":", ": ", " #", "#", "- ", "-", "&a",
            "*a", "&H2", "*H2", "!x", "!!str", "|", ">", "%", "@", "`", "{", "}", "[", "]", ",", "?", "é", "e\u{301}",
            "日本", "😀", "\u{0}", "\u{7}", "\u{7F}", "\u{85}", "\u{A0}", "\u{2028}", "\u{202E}", "\u{FEFF}",
            "\u{FFFE}", "\u{10FFFF}", "\\", "\\x2A", "true", "null", "~", "0x1F", "1e3", "2026-11-28", "=", "==",
            "EQUAL", "ISNULL", "<<", "---", "...", "$x", "no",
        ]
        return (0..<generator.number(below: 7)).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    }

    private func rule(_ generator: inout SeededGenerator) -> PortableRule {
        var rule = RuleFixture.any(&generator)
        rule.connector =
            ([ConnectorID.tenant.text] + Self.names.map(\.connector)).randomElement(using: &generator) ?? Self.forest
        rule.name = text(&generator)
        rule.description = text(&generator)
        rule.softDeleteExpiry = generator.number(below: 2) == 0 ? "00:00:00" : text(&generator)
        rule.version = generator.number(below: 2) == 0 ? 1 : .min
        rule.internalIdentifier = generator.number(below: 2) == 0 ? rule.identifier : nil
        rule.precedenceBefore = rule.precedenceAfter
        for place in rule.mappings.indices {
            rule.mappings[place].destination = text(&generator)
            rule.mappings[place].sources = (0..<generator.number(below: 3)).map { _ in text(&generator) }
            if rule.mappings[place].constant != nil { rule.mappings[place].constant = text(&generator) }
            if rule.mappings[place].expression != nil {
                rule.mappings[place].expression = text(&generator)
                if generator.number(below: 5) == 0 { rule.mappings[place].constant = text(&generator) }
            }
        }
        for group in rule.scope.indices {
            for place in rule.scope[group].indices {
                rule.scope[group][place].attribute = text(&generator)
                rule.scope[group][place].value = text(&generator)
            }
        }
        for group in rule.joins.indices {
            for place in rule.joins[group].indices { rule.joins[group][place].metaverseAttribute = text(&generator) }
        }
        return rule
    }

    /// The parts of a rule that differ, in a few words.
    private func difference(_ one: PortableRule, _ other: PortableRule) -> String {
        let pairs = zip(Mirror(reflecting: one).children, Mirror(reflecting: other).children)
        return pairs.filter { String(reflecting: $0.value) != String(reflecting: $1.value) }
            .map { "\($0.label ?? ""): \(String(reflecting: $0.value)) is not \(String(reflecting: $1.value))" }
            .joined(separator: "\n")
    }

    @Test("what is written is read as the same rule", arguments: SeededGenerator.seeds(1000))
    func roundTrip(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let rule = rule(&generator)
        let text = RuleFile.write(rule, connectors: Self.connectors)
        let reading = read(text)
        #expect(!reading.diagnostics.contains { $0.severity == .error }, "\(generator)\n\(text)")
        guard case .rule(let again)? = reading.content else {
            Issue.record("no rule, \(generator)\n\(text)")
            return
        }
        #expect(difference(again, rule) == "", "\(generator)")
        // Equal text can be other scalars: what is written again is the same to the byte.
        #expect(Array(RuleFile.write(again, connectors: Self.connectors).utf8) == Array(text.utf8), "\(generator)")
    }

    @Test("a change to a standard rule is a file of its own", arguments: StandardRuleChange.Action.allCases)
    func changes(_ action: StandardRuleChange.Action) {
        let change = StandardRuleChange(tag: "Microsoft.InfromADUserJoin.003", connector: Self.forest, action: action)
        let text = RuleFile.write(change, connectors: Self.connectors)
        #expect(text == "tag: Microsoft.InfromADUserJoin.003\nconnector: grove.example\n\(action.rawValue): true\n")
        #expect(read(text).content == .change(change))
        let strange = StandardRuleChange(tag: "*a &a: #", connector: ConnectorID.tenant.text, action: action)
        #expect(read(RuleFile.write(strange, connectors: Self.connectors)).content == .change(strange))
    }

    @Test("connectors go by their names, by the word for the tenant, or by their GUIDs")
    func words() {
        let cases = [
            ("GROVE.example", Self.forest), ("tenant", ConnectorID.tenant.text),
            ("'{5C0FFEE5-0002-4000-8000-00000000ABC9}'", "5c0ffee5-0002-4000-8000-00000000abc9"),
        ]
        for (word, connector) in cases {
            let reading = read("tag: T.001\nconnector: \(word)\ndisabled: true\n")
            #expect(reading.content == .change(.init(tag: "T.001", connector: connector, action: .disabled)))
        }
        #expect(read("tag: T.001\nconnector: twice\ndisabled: true\n").content == nil)
    }
}
