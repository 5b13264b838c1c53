import Diagnostics
import Directory
import TestSupport
import Testing

@testable import SyncExpressions

@Suite("The language")
struct LanguageTests {
    @Test(
        "operators bind as standard rules need them to",
        arguments: [
            ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("7 / 2", "3"), ("-7 / 2", "-3"), ("2 - 3 - 4", "-5"),
            ("\"a\" & 1 + 1", "\"a2\""), ("1 + 1 = 2 && 3 > 2", "True"), ("1 = 2 || 2 = 2 && 1 = 1", "True"),
            ("(1 = 2 || 2 = 2) && 1 = 2", "False"), ("\"ABC\" = \"abc\"", "True"), ("\"a\" <> \"b\"", "True"),
            ("&H10", "16"), ("NULL", "NULL"), ("True", "True"), ("AuthoritativeNull", "AuthoritativeNull"),
            ("IgnoreThisFlow", "IgnoreThisFlow"),
        ]
    )
    func operators(_ expression: String, _ expected: String) { #expect(TestContext.result(expression) == expected) }

    @Test(
        "attributes, several values and parameters",
        arguments: [
            ("[cn]", "\"Ada\""), ("[CN] & \"!\"", "\"Ada!\""), ("[nothing]", "NULL"), ("IsPresent([nothing])", "False"),
            ("IsNullOrEmpty([nothing])", "True"), ("%Forest.FQDN%", "\"contoso.test\""),
            ("Trim([mails])", "{\"a\", \"b\"}"),
            ("IIF(IsPresent([nothing]), Error(\"no\"), \"yes\")", "\"yes\""),
            ("IIF(IsPresent([cn]), Error(\"no\"), 1)", "error: no"),
            ("Count([mails])", "2"), ("Item([mails], 2)", "\"b \""),
        ]
    )
    func values(_ expression: String, _ expected: String) {
        let attributes: [AttributeName: ExpressionValue] = [
            "cn": .string("Ada"), "mails": .list([.string(" a"), .string("b ")]),
        ]
        #expect(TestContext.result(expression, attributes, ["Forest.FQDN": "contoso.test"]) == expected)
    }

    @Test(
        "a mistake has a code",
        arguments: [
            ("1 +", "EXP008"), ("(1", "EXP010"), ("1 2", "EXP006"), ("Left(\"a\"", "EXP010"), (")", "EXP009"),
            ("", "EXP008"),
        ]
    )
    func mistakes(_ expression: String, _ code: String) { #expect(TestContext.result(expression).contains(code)) }

    @Test(
        "a wrong spelling is met with the right one",
        arguments: [("left(\"a\", 1)", "Left"), ("isPresent([a])", "IsPresent"), ("Lenn(\"a\")", "Len")]
    )
    func spelling(_ expression: String, _ right: String) {
        let diagnostics = ExpressionProgram.compile(SourceText(name: "test", text: expression)).diagnostics
        let said = diagnostics.map { DiagnosticRenderer.render([$0]) }.joined()
        #expect(said.contains(right), "\(said)")
    }

    @Test("everything wrong is said at once")
    func together() {
        let diagnostics = ExpressionProgram.compile(SourceText(name: "test", text: "lef([a]) & nothere([b]) & Left()"))
            .diagnostics
        #expect(diagnostics.count >= 3)
    }

    @Test("what is printed reads back as the same tree", arguments: SeededGenerator.seeds(200))
    func printing(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let text = Self.expression(&generator, depth: 4)
        let source = SourceText(name: "test", text: text)
        let tree = try #require(Parser.parse(source).tree, "\(text)")
        let printed = ExpressionPrinter.print(tree)
        let again = try #require(Parser.parse(SourceText(name: "test", text: printed)).tree, "\(printed)")
        #expect(again == tree, "DRYAD_SEED=\(seed): \(text) was printed as \(printed)")
        #expect(ExpressionPrinter.print(again) == printed)
    }

    @Test("no text makes the compiler or the evaluator do anything but answer", arguments: SeededGenerator.seeds(300))
    func hostile(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "(", ")", "[", "]", "\"", "\\", "%", "&", "&H", "IIF(", "Left(", ",", "1", "-", "99999999999999999999", "a",
            " ", "\u{0}", "é", "&&", "||", "<", ">", "=", "$", "Error(",
        ]
        let text = (0..<generator.number(below: 30)).map { _ in pieces[generator.number(below: pieces.count)] }.joined()
        _ = TestContext.result(text)
    }

    @Test(
        "limits end what would not end",
        arguments: [
            String(repeating: "(", count: 100_000), String(repeating: "-", count: 100_000),
            String(repeating: "1+", count: 50_000) + "1", String(repeating: "Trim(", count: 5000),
        ]
    )
    func limits(_ text: String) {
        let compiled = ExpressionProgram.compile(SourceText(name: "test", text: text))
        if let program = compiled.program { _ = try? program.evaluate(in: TestContext(program: program)) }
    }

    private static func expression(_ generator: inout SeededGenerator, depth: Int) -> String {
        let inner = { (generator: inout SeededGenerator) in expression(&generator, depth: depth - 1) }
        switch generator.number(below: depth > 0 ? 9 : 4) {
        case 0: return "\"" + ["a", "b\\\"c", "\\\\", "ä\\n", ""][generator.number(below: 5)] + "\""
        case 1: return "\(generator.number(below: 1000))"
        case 2: return "[attribute\(generator.number(below: 9))]"
        case 3: return ["True", "NULL", "%Forest.FQDN%", "&HFF"][generator.number(below: 4)]
        case 4: return "(" + inner(&generator) + ")"
        case 5: return "-" + inner(&generator)
        case 6: return "IIF(" + inner(&generator) + ", " + inner(&generator) + ", " + inner(&generator) + ")"
        default:
            let all = BinaryOperator.allCases
            return inner(&generator) + " " + all[generator.number(below: all.count)].rawValue + " " + inner(&generator)
        }
    }
}
