import Testing

@testable import SyncRules

@Suite("Two sets of rules are compared by what they do")
struct PortableRuleDiffTests {
    private static let base: PortableRule = {
        var rule = PortableRule(
            name: "R",
            direction: .inbound,
            connector: "c1",
            sourceObjectType: "user",
            targetObjectType: "person",
            link: .join,
            precedence: 100
        )
        rule.scope = [
            [.init(attribute: "a", comparison: .equal, value: "X"), .init(attribute: "b", comparison: .isNotNull)],
            [.init(attribute: "c", comparison: .isNull)],
        ]
        rule.joins = [
            [.init(connectorAttribute: "a", metaverseAttribute: "b")],
            [.init(connectorAttribute: "c", metaverseAttribute: "d")],
        ]
        rule.mappings = [
            PortableMapping(destination: "x", sources: ["a"]),
            PortableMapping(destination: "y", expression: "IIF(IsPresent([a]), \"A b\", NULL)"),
        ]
        return rule
    }()

    private static let same: [@Sendable (inout PortableRule) -> Void] = [
        {
            $0.identifier = "other"; $0.internalIdentifier = "x"; $0.version = 7; $0.description = "words"
        },
        {
            $0.scope.reverse(); $0.scope[1].reverse()
        },
        {
            $0.scope[0][0].value = "x"; $0.scope[0][0].attribute = "A"
        },
        { $0.mappings.reverse() },
        {
            $0.mappings[0].destination = "X"; $0.mappings[0].sources = ["A"]
        },
        { $0.mappings[1].expression = "iif( ISPRESENT([A]),\n  \"A b\", null )" }, { $0.mappings[0].merge = .replace },
        { $0.connector = "c2" }, { $0.precedence = 104 },
    ]

    @Test("what makes no difference", arguments: same.indices)
    func equal(_ index: Int) {
        var other = Self.base
        Self.same[index](&other)
        let diff = PortableRuleDiff(from: [Self.base], to: [other])
        #expect(diff.isEmpty && diff.renumbered == (other.precedence == 104 ? ["R"] : []))
    }

    private static let different: [(String, @Sendable (inout PortableRule) -> Void)] = [
        ("flow y", { $0.mappings[1].expression = "IIF(IsPresent([a]), \"A B\", NULL)" }),
        ("flow x", { $0.mappings[0].isOnce = true }), ("flow x", { $0.mappings[0].merge = .merge }),
        ("flow x", { $0.mappings.removeFirst() }), ("scope", { $0.scope[0][0].comparison = .notEqual }),
        ("join 1", { $0.joins[0][0].isCaseSensitive = true }), ("disabled", { $0.isDisabled = true }),
        ("link", { $0.link = .provision }), ("class", { $0.targetObjectType = "group" }),
        ("template", { $0.immutableTag = "T.002" }),
    ]

    @Test("what makes one", arguments: different.indices)
    func unequal(_ index: Int) {
        let (part, change) = Self.different[index]
        var other = Self.base
        change(&other)
        let diff = PortableRuleDiff(from: [Self.base], to: [other])
        #expect(diff.changes.map(\.action) == [.modified] && diff.changes.first?.parts.map(\.part) == [part])
    }

    @Test("the order of joins decides, and so does a rule that comes or goes; one name on two connectors is two rules")
    func sets() {
        var (joins, other, third) = (Self.base, Self.base, Self.base)
        joins.joins.reverse()
        #expect(
            PortableRuleDiff(from: [Self.base], to: [joins]).changes.first?.parts.map(\.part) == ["join 1", "join 2"]
        )
        other.connector = "c2"
        third.name = "S"
        let diff = PortableRuleDiff(from: [Self.base, other], to: [other, Self.base, third])
        #expect(diff.changes.map { "\($0.action) \($0.rule)" } == ["added S"])
        #expect(
            PortableRuleDiff(from: [Self.base, third], to: [third]).changes.map { "\($0.action) \($0.rule)" } == [
                "removed R"
            ]
        )
    }
}
