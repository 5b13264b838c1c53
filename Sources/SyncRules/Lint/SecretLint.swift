import Directory

/// Text in rules that looks like a secret: rules are exported, mailed and kept in version control.
enum SecretLint {
    private static let words = ["password", "passwd", "secret", "apikey", "api_key", "token", "pwd="]

    static func findings(_ rule: PortableRule) -> [LintFinding] {
        rule.mappings.compactMap { mapping in
            let texts = [mapping.constant].compactMap { $0 } + literals(mapping.expression ?? "")
            let destination = mapping.destination.lowercased()
            let isSecret = destination == "unicodepwd" || destination == "userpassword"
            let suspicious = texts.first { text in
                isSecret && !text.isEmpty
                    || words.contains { ASCII.lowercased(text).contains($0) } && text.contains { "=:".contains($0) }
            }
            guard suspicious != nil else { return nil }
            // The text itself is not repeated.
            return LintFinding(
                .secret,
                rule,
                part: "flow \(mapping.destination)",
                "It holds text that looks like a secret. Whoever reads the rule can read it; take it out."
            )
        }
    }

    private static func literals(_ expression: String) -> [String] {
        expression.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
    }
}
