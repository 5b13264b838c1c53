import Directory
import DirectorySchema
import SyncRules
import Testing

@testable import WizardTasks

@Suite("What differences of a schema do to rules")
struct ImpactTests {
    private static let forest = ConnectorID("11111111-1111-1111-1111-111111111111")

    private func rule(_ flows: [AttributeFlow], scope: [[ScopeClause]] = [], joins: [[JoinClause]] = []) -> SyncRule {
        SyncRule(
            identity: RuleIdentity(connector: Self.forest, tag: "t"),
            name: "R",
            direction: .inbound,
            sourceClass: "user",
            targetClass: "person",
            link: .join,
            precedence: 100,
            synchronizesPasswords: false,
            scope: scope,
            joins: joins,
            flows: flows
        )
    }

    private func attribute(_ name: AttributeName, _ change: (inout AttributeType) -> Void = { _ in }) -> AttributeType {
        var attribute = AttributeType(name: name)
        attribute.syntax = AttributeSyntax(ldap: "1.3.6.1.4.1.1466.115.121.1.15")
        change(&attribute)
        return attribute
    }

    private func impacts(
        _ before: (schema: [AttributeType], rules: [SyncRule]),
        _ after: (schema: [AttributeType], rules: [SyncRule])
    ) -> [String] {
        let old = SchemaSnapshot(origin: .activeDirectory, attributes: before.schema, classes: [])
        let new = SchemaSnapshot(origin: .activeDirectory, attributes: after.schema, classes: [])
        let diff = SchemaDiff(from: old, to: new)
        let analysis = ImpactAnalysis(
            before: before.rules,
            after: after.rules,
            effective: EffectiveChange.between(old, new, diff)
        )
        return analysis.impacts(of: diff).map { impact in
            "\(impact.change.name): " + impact.effects.map { "\($0.kind.rawValue) \($0.part)" }.joined(separator: ", ")
                + (impact.inclusion.map { " [\($0.rawValue)]" } ?? "")
        }
    }

    private let trimmed = AttributeFlow(destination: "nick", source: .expression("Trim([mailNickname])"))

    @Test("flows, scope and joins that appear with an attribute are gained, through expressions too")
    func gained() {
        let rules = [
            rule(
                [trimmed],
                scope: [[ScopeClause(attribute: "mailNickname", comparison: .isNotNull)]],
                joins: [[JoinClause(connectorAttribute: "mailNickname", metaverseAttribute: "nick")]]
            )
        ]
        #expect(
            impacts(([], []), ([attribute("mailNickname")], rules))
                == ["mailNickname: gained join, gained scope, gained flow nick [begins]"]
        )
        #expect(
            impacts(([attribute("mailNickname")], rules), ([], []))
                == ["mailNickname: lost join, lost scope, lost flow nick [ends]"]
        )
    }

    @Test("a rule that still reads what is gone is broken")
    func removed() {
        #expect(
            impacts(([attribute("mailNickname")], [rule([trimmed])]), ([], [rule([trimmed])]))
                == ["mailNickname: broken flow nick"]
        )
    }

    private static let changes: [(String, @Sendable (inout AttributeType) -> Void)] = [
        ("broken flow nick", { $0.isSingleValued = true }),
        ("broken flow nick", { $0.syntax = AttributeSyntax(ldap: "1.3.6.1.4.1.1466.115.121.1.27") }),
        ("touched flow nick", { $0.rangeUpper = 12 }), ("touched flow nick", { $0.searchFlags = 1 }),
    ]

    @Test(
        "one value where there were many, and another kind of values, break; the rest touches",
        arguments: changes.indices
    )
    func modified(_ index: Int) {
        let (effect, change) = Self.changes[index]
        let rules = [rule([trimmed])]
        #expect(
            impacts(([attribute("mailNickname")], rules), ([attribute("mailNickname", change)], rules))
                == ["mailNickname: \(effect)"]
        )
    }

    @Test("what no rule uses has no impact")
    func unused() {
        #expect(impacts(([], [rule([trimmed])]), ([attribute("title")], [rule([trimmed])])) == [])
    }
}
