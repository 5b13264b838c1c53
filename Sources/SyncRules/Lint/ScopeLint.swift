/// Scopes that no object can be in, since their conditions exclude each other.
enum ScopeLint {
    static func findings(_ rule: PortableRule) -> [LintFinding] {
        if let clause = rule.scope.joined().first(where: {
            $0.comparison == .isMemberOf || $0.comparison == .isNotMemberOf
        }) {
            let sentence =
                "Its scope asks with \(clause.comparison.rawValue) for membership in a group, which Dryad does not evaluate: a "
                + "run refuses the rule while it is enabled."
            return [LintFinding(.groupScope, rule, part: "scope", sentence)]
        }
        let reasons = rule.scope.map(contradiction)
        let impossible = reasons.compactMap { $0 }
        guard !impossible.isEmpty else { return [] }
        if impossible.count == reasons.count {
            return [LintFinding(.unreachableScope, rule, part: "scope", "No object is in its scope: \(impossible[0]).")]
        }
        return reasons.enumerated().compactMap { number, reason in
            reason.map {
                let part = "scope, alternative \(number + 1)"
                return LintFinding(.doubtfulExpression, rule, part: part, "No object fits this alternative: \($0).")
            }
        }
    }

    /// Why the conditions of a group cannot all hold; nothing where they can.
    private static func contradiction(_ group: [PortableRule.Scope]) -> String? {
        for (number, one) in group.enumerated() {
            for other in group[(number + 1)...] where one.attribute.lowercased() == other.attribute.lowercased() {
                if excludes(one, other) || excludes(other, one) { return "\(text(one)) and \(text(other))" }
            }
        }
        return nil
    }

    private static func excludes(_ one: PortableRule.Scope, _ other: PortableRule.Scope) -> Bool {
        let same = one.value.lowercased() == other.value.lowercased()
        switch (one.comparison, other.comparison) {
        case (.isNull, .isNotNull), (.isNull, .equal), (.isNull, .startsWith), (.isNull, .endsWith),
            (.isNull, .contains),
            (.isNull, .isBitSet):
            return true
        case (.equal, .equal): return !same
        case (.equal, .notEqual), (.startsWith, .notStartsWith), (.endsWith, .notEndsWith), (.contains, .notContains),
            (.isBitSet, .isBitNotSet), (.isIn, .isNotIn), (.isMemberOf, .isNotMemberOf):
            return same
        case (.equal, .startsWith): return !one.value.lowercased().hasPrefix(other.value.lowercased())
        case (.equal, .notStartsWith): return one.value.lowercased().hasPrefix(other.value.lowercased())
        default: return false
        }
    }

    private static func text(_ clause: PortableRule.Scope) -> String {
        "\(clause.attribute) \(clause.comparison.rawValue)" + (clause.value.isEmpty ? "" : " \(clause.value)")
    }
}
