import Diagnostics
import Directory
import SyncExpressions

/// What is wrong, or doubtful, about the expressions of a rule.
enum ExpressionLint {
    /// `notEvaluated` are the destinations of flows that the catalogue's own rule has and does not evaluate either.
    static func findings(_ rule: PortableRule, notEvaluated: Set<AttributeName>) -> [LintFinding] {
        rule.mappings.flatMap { mapping -> [LintFinding] in
            guard let text = mapping.expression else { return [] }
            let part = "flow \(mapping.destination)"
            let source = SourceText(name: "expression", text: text)
            var diagnostics = ExpressionProgram.compile(source).diagnostics
            var findings: [LintFinding] = []
            if notEvaluated.contains(AttributeName(mapping.destination)), let sentence = lacking(diagnostics) {
                findings.append(LintFinding(.notEvaluated, rule, part: part, sentence))
                diagnostics.removeAll { $0.severity == .error }
            }
            findings += diagnostics.map { diagnostic in
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

    /// What is said where functions that Dryad does not evaluate are all that is wrong; nothing elsewhere.
    private static func lacking(_ diagnostics: [Diagnostic]) -> String? {
        let errors = diagnostics.filter { $0.severity == .error }
        guard !errors.isEmpty, errors.allSatisfy({ $0.code == "EXP023" }) else { return nil }
        return "The standard rule brings nothing here: \(errors.map(\.message).joined(separator: "; "))."
    }

    private static func place(_ diagnostic: Diagnostic, in text: String) -> String {
        guard let range = diagnostic.range, range.end > range.start else { return "." }
        let bytes = Array(text.utf8)
        guard range.end <= bytes.count else { return "." }
        return ", at `\(String(decoding: bytes[range.start..<min(range.end, range.start + 60)], as: UTF8.self))`."
    }
}
