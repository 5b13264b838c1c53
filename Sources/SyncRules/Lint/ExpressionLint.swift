import Diagnostics
import SyncExpressions

/// What is wrong, or doubtful, about the expressions of a rule.
enum ExpressionLint {
    static func findings(_ rule: PortableRule) -> [LintFinding] {
        rule.mappings.flatMap { mapping -> [LintFinding] in
            guard let text = mapping.expression else { return [] }
            let part = "flow \(mapping.destination)"
            let source = SourceText(name: "expression", text: text)
            var findings = ExpressionProgram.compile(source).diagnostics.map { diagnostic in
                LintFinding(
                    diagnostic.severity == .error ? .brokenExpression : .doubtfulExpression,
                    rule,
                    part: part,
                    "\(diagnostic.code.rawValue): \(diagnostic.message)" + place(diagnostic, in: text)
                )
            }
            if ExpressionReferences.alwaysFails(in: source) {
                findings.append(
                    LintFinding(.alwaysFails, rule, part: part, "It is nothing but Error: every object fails with it.")
                )
            }
            return findings
        }
    }

    private static func place(_ diagnostic: Diagnostic, in text: String) -> String {
        guard let range = diagnostic.range, range.end > range.start else { return "." }
        let bytes = Array(text.utf8)
        guard range.end <= bytes.count else { return "." }
        return ", at `\(String(decoding: bytes[range.start..<min(range.end, range.start + 60)], as: UTF8.self))`."
    }
}
