import Foundation
import SyncRules
import TestSupport

/// Rules for the tests of their forms: one by hand, and any number by chance.
enum RuleFixture {
    static func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: Fixture.url("Rules/\(name)"))) }

    /// The rule that every fixture of `Fixtures/Rules` says in a way of its own.
    static var badges: PortableRule {
        var rule = PortableRule(
            name: "Grove - Badges of gardeners",
            direction: .inbound,
            connector: "5c0ffee5-0002-4000-8000-00000000abcd",
            sourceObjectType: "user",
            targetObjectType: "person",
            link: .join,
            precedence: 41
        )
        rule.identifier = "7a1b2c3d-0001-4000-8000-00000000abcd"
        rule.description = "The gardener's badge"
        rule.isDisabled = true
        rule.synchronizesPasswords = true
        rule.mappings = [
            PortableMapping(destination: "extensionAttribute3", sources: ["badge"]),
            PortableMapping(
                destination: "extensionAttribute4",
                constant: "grove",
                merge: .mergeCaseInsensitive,
                isOnce: true
            ),
            PortableMapping(
                destination: "extensionAttribute5",
                sources: ["badge", "cn"],
                expression: "IIF(IsPresent([badge]),\n  \"it's $\" & [badge],\n  [cn])"
            ),
        ]
        rule.scope = [
            [
                PortableRule.Scope(attribute: "department", comparison: .equal, value: "Garden"),
                PortableRule.Scope(attribute: "badge", comparison: .isNotNull),
            ]
        ]
        rule.joins = [
            [
                PortableRule.Join(
                    connectorAttribute: "badge",
                    metaverseAttribute: "badgeNumber",
                    isCaseSensitive: true
                )
            ]
        ]
        return rule
    }

    /// Any rule whatever that the forms have a place for.
    static func any(_ generator: inout SeededGenerator) -> PortableRule {
        var rule = PortableRule(
            name: text(&generator),
            direction: PortableRule.Direction.allCases.randomElement(using: &generator) ?? .inbound,
            connector: generator.number(below: 2) == 0 ? guid(&generator) : text(&generator),
            sourceObjectType: text(&generator),
            targetObjectType: text(&generator),
            link: PortableRule.Link.allCases.randomElement(using: &generator) ?? .join,
            precedence: generator.number(below: 400) - 10
        )
        rule.description = text(&generator)
        rule.immutableTag = text(&generator)
        if generator.number(below: 3) > 0 { rule.identifier = guid(&generator) }
        if generator.number(below: 3) == 0 { rule.precedenceAfter = guid(&generator) }
        if generator.number(below: 3) == 0 { rule.softDeleteExpiry = "01:00:30" }
        rule.isDisabled = generator.number(below: 2) == 0
        rule.synchronizesPasswords = generator.number(below: 2) == 0
        rule.mappings = (0..<generator.number(below: 5)).map { _ in mapping(&generator) }
        rule.scope = (0..<generator.number(below: 3)).map { _ in
            (0..<generator.number(below: 4)).map { _ in
                PortableRule.Scope(
                    attribute: text(&generator),
                    comparison: ScopeOperator.allCases.randomElement(using: &generator) ?? .equal,
                    value: text(&generator)
                )
            }
        }
        rule.joins = (0..<generator.number(below: 3)).map { _ in
            (0..<generator.number(below: 3)).map { _ in
                PortableRule.Join(
                    connectorAttribute: text(&generator),
                    metaverseAttribute: text(&generator),
                    isCaseSensitive: generator.number(below: 2) == 0
                )
            }
        }
        return rule
    }

    private static func mapping(_ generator: inout SeededGenerator) -> PortableMapping {
        var mapping = PortableMapping(destination: text(&generator))
        mapping.merge = PortableMapping.Merge.allCases.randomElement(using: &generator) ?? .update
        mapping.isOnce = generator.number(below: 2) == 0
        switch generator.number(below: 3) {
        case 0: mapping.sources = [text(&generator)]
        case 1: mapping.constant = text(&generator)
        default:
            mapping.sources = (0..<generator.number(below: 3)).map { _ in text(&generator) }
            mapping.expression = text(&generator)
        }
        return mapping
    }

    private static func text(_ generator: inout SeededGenerator) -> String {
        let pieces = [
            "a", "user", "'", "''", "\"", "\n", "\r\n", "`", "$", "$x", "$(", ")", "@'", "'@", "#", " ", "é", "’", "“",
            "–",
            "ä", "日本", "😀", ";", "|", "{", "]", "-Name", "true", "null", "~", ": ", "- ", "0", "\t",
        ]
        return (0..<generator.number(below: 6)).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    }

    private static func guid(_ generator: inout SeededGenerator) -> String {
        func hex(_ count: Int) -> String {
            (0..<count).map { _ in String(generator.number(below: 16), radix: 16) }.joined()
        }
        return [8, 4, 4, 4, 12].map { hex($0) }.joined(separator: "-")
    }
}
