import TestSupport

@testable import SyncRules

/// Standard rules for the tests of merges: one by hand, and sets by chance.
enum MergeFixture {
    static let forest = "0b5c7e1a-93d4-4f2e-8a61-2d7f0c9b1e34"
    static let other = "7d21f0aa-5b7e-4c11-9e02-6a4c1f55b8d0"

    /// A standard rule with the flows a, b, c and d.
    static func rule(
        _ name: String = "Common",
        revision: String = "003",
        _ precedence: Int = 100,
        change: (inout PortableRule) -> Void = { _ in }
    ) -> PortableRule {
        var rule = PortableRule(
            name: "In from AD - \(name)",
            direction: .inbound,
            connector: forest,
            sourceObjectType: "user",
            targetObjectType: "person",
            link: .join,
            precedence: precedence
        )
        rule.immutableTag = "Microsoft.InfromAD\(name).\(revision)"
        rule.mappings = ["a", "b", "c", "d"].map { PortableMapping(destination: $0, sources: [$0]) }
        rule.scope = [[.init(attribute: "cn", comparison: .isNotNull)]]
        rule.joins = [[.init(connectorAttribute: "objectSid", metaverseAttribute: "objectSid")]]
        change(&rule)
        return rule
    }

    /// Somebody's own rule, with the flows of the standard one.
    static func own(
        _ name: String,
        _ precedence: Int,
        change: (inout PortableRule) -> Void = { _ in }
    )
        -> PortableRule
    {
        rule(name, precedence) {
            $0.name = name
            $0.immutableTag = ""
            $0.identifier = "00000000-1111-4222-8333-0000000000\(10 + precedence % 90)"
            change(&$0)
        }
    }

    static func flows(_ rule: PortableRule?) -> [String] {
        (rule?.mappings ?? []).map { "\($0.destination)=\($0.expression ?? $0.constant ?? $0.sources.first ?? "")" }
    }

    /// Three sets that have something to do with each other.
    static func sets(
        _ generator: inout SeededGenerator
    ) -> (base: [PortableRule], theirs: [PortableRule], ours: [PortableRule]) {
        let base = (0..<generator.number(below: 7)).map { standard($0, &generator) }
        var ours = variations(of: base, &generator)
        for number in 0..<generator.number(below: 3) {
            let new = standard(generator.number(below: 9), &generator)
            ours.insert(new, at: min(number * 2, ours.count))
        }
        for place in ours.indices { ours[place].precedence = 100 + place }
        var theirs = variations(of: base, &generator)
        for place in theirs.indices {
            theirs[place].precedence = 100 + place
            if generator.number(below: 8) == 0 { theirs[place].precedence = generator.number(below: 120) }
            if generator.number(below: 4) == 0 { theirs[place].isDisabled = true }
        }
        theirs += variations(of: Array(base.prefix(generator.number(below: 2))), &generator)
        theirs += (0..<generator.number(below: 3)).map { _ in RuleFixture.any(&generator) }
        if let copied = base.first, generator.number(below: 2) == 0 {
            var copy = copied
            copy.name += " - Copy"
            copy.immutableTag = ""
            theirs.append(copy)
        }
        return (base, theirs.shuffled(using: &generator), ours)
    }

    private static func standard(_ number: Int, _ generator: inout SeededGenerator) -> PortableRule {
        rule("Rule\(number)", 100 + number) {
            $0.identifier = "00000000-0000-4000-8000-00000000000\(number)"
            if generator.number(below: 6) == 0 { $0.connector = other }
            for _ in 0..<generator.number(below: 3) { vary(&$0, &generator) }
        }
    }

    private static func variations(of rules: [PortableRule], _ generator: inout SeededGenerator) -> [PortableRule] {
        rules.compactMap { rule in
            var rule = rule
            if generator.number(below: 8) == 0 { return nil }
            for _ in 0..<max(0, generator.number(below: 6) - 2) { vary(&rule, &generator) }
            return rule
        }
    }

    /// Some change to a rule.
    private static func vary(_ rule: inout PortableRule, _ generator: inout SeededGenerator) {
        let letter = ["a", "B", "c", "d", "e", "é"].randomElement(using: &generator) ?? "a"
        let place = rule.mappings.indices.randomElement(using: &generator)
        switch generator.number(below: 11) {
        case 0: rule.mappings.append(PortableMapping(destination: letter, sources: ["x"]))
        case 1: if let place { rule.mappings.remove(at: place) }
        case 2: if let place { rule.mappings[place].expression = "Left( [\(letter)], 3)" }
        case 3: if let place { rule.mappings[place].isOnce.toggle() }
        case 4: rule.mappings.shuffle(using: &generator)
        case 5: rule.scope.append([.init(attribute: letter, comparison: .equal, value: "x")])
        case 6: rule.joins.append([.init(connectorAttribute: letter, metaverseAttribute: "m")])
        case 7: rule.link = .provision
        case 8: rule.description += letter
        case 9:
            rule.immutableTag = "Microsoft.InfromADRule\(generator.number(below: 9)).00\(generator.number(below: 6))"
        default: rule.name += letter
        }
    }
}
