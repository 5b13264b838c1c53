import Diagnostics
import Testing

@testable import SyncExpressions

@Suite("Reading expressions")
struct GrammarTests {
    @Test(
        "every mistake is said, with its code and in the order of places",
        arguments: [
            ("1 +", "EXP008"), ("(1", "EXP010"), ("1 2", "EXP006"), ("Left(\"a\"", "EXP010"), (")", "EXP006 EXP009"),
            ("", "EXP008"), ("   ", "EXP008"), ("1 # 2 ~ 3", "EXP001 EXP006 EXP001 EXP006"), ("\"abc", "EXP002"),
            ("[mail", "EXP003"), ("[]", "EXP003"), ("[a b]", "EXP003"), ("%a", "EXP004"), ("%a..b%", "EXP004"),
            ("99999999999999999999", "EXP005"), ("&HFFFFFFFFFFFFFFFFF", "EXP005"), ("1.5", "EXP005"), ("$", "EXP014"),
            ("Left([a] 3)", "EXP010"), ("Left([a], )", "EXP009"), ("Left(, 3)", "EXP009"),
            ("IIF(,,)", "EXP009 EXP009 EXP009"),
            ("1 == 2 != 3", "EXP001 EXP001"), ("[a] = 1 and [b] = 2", "EXP016"), ("not [a]", "EXP016"),
            ("\u{201C}abc\u{201D}", "EXP015"), ("'abc'", "EXP015"), ("Left([a]; 2)", "EXP001"), ("()", "EXP009"),
            ("Left([a], 1) + ) * 2 + Mid([b] 1", "EXP006 EXP009 EXP010 EXP010"), ("(1, 2)", "EXP006"),
            ("Left([a", "EXP003 EXP010"), ("[a, 3)", "EXP003 EXP006 EXP006"), ("* 2", "EXP009"),
            ("!IsPresent([a])", "EXP001"),
        ]
    )
    func mistakes(_ expression: String, _ codes: String) {
        let diagnostics = Parser.parse(SourceText(name: "test", text: expression)).diagnostics
        #expect(TestContext.codes(diagnostics) == codes, "\(DiagnosticRenderer.render(diagnostics))")
        #expect(diagnostics.allSatisfy { ($0.range?.end ?? .max) <= expression.utf8.count })
    }

    @Test(
        "a place is where the mistake is, counted in bytes",
        arguments: [
            ("Left([a] 3)", "3"), ("Lefft(\"ä\", 1)", "Lefft"), ("IIF(True, [a, 1)", "[a"),
            ("1 + 99999999999999999999", "99999999999999999999"),
            ("\"ä\" & $x", "$x"), ("[a] = 1 and [b] = 2", "and"),
        ]
    )
    func places(_ expression: String, _ part: String) throws {
        let first = try #require(TestContext.compile(expression).diagnostics.first)
        let range = try #require(first.range)
        let bytes = Array(expression.utf8)
        #expect(String(decoding: bytes[range.start..<range.end], as: UTF8.self) == part, "\(first.message)")
    }

    @Test(
        "mistakes of the grammar do not hide those of names and kinds",
        arguments: [
            ("Lefft([a] 3) & Trim(5)", "EXP024 EXP010 EXP030"), ("IIF(nul, , Mid(1))", "EXP022 EXP009 EXP027"),
            ("Foo(Bar(1), Left())", "EXP024 EXP024 EXP027"),
        ]
    )
    func together(_ expression: String, _ codes: String) {
        let diagnostics = TestContext.compile(expression).diagnostics
        #expect(TestContext.codes(diagnostics) == codes, "\(DiagnosticRenderer.render(diagnostics))")
    }

    @Test(
        "what is allowed is allowed",
        arguments: [
            "IIF (True, 1, 2)", "\n\t IIF(True,\r\n 1, 2)\n", "[mS-DS-ConsistencyGuid]", "[userCertificate;binary]",
            "%Connector.ID%",
            "%Custom-Name_1%", "&hff", "&HFFFFFFFFFFFFFFFF", "\"a\"&\"b\"", "\"a\"& &H10", "[a]&Hex", "-1 - -1",
            "\"\\q\"",
        ]
    )
    func allowed(_ expression: String) {
        let parsed = Parser.parse(SourceText(name: "test", text: expression))
        #expect(parsed.diagnostics.isEmpty, "\(DiagnosticRenderer.render(parsed.diagnostics))")
    }

    @Test(
        "hexadecimal digits after & are a number, a name is not",
        arguments: [
            ("&HFF", SyntaxNode.Kind.number(255)), ("&HFFFFFFFFFFFFFFFF", .number(-1)),
            ("-&H10", .negate(SyntaxNode(.number(16), SourceRange(0, 0)))),
            (
                "[a]&Hex",
                .binary(
                    .concatenate,
                    SyntaxNode(.attribute("a"), SourceRange(0, 0)),
                    SyntaxNode(.constant("Hex"), SourceRange(0, 0))
                )
            ),
        ]
    )
    func hexadecimal(_ expression: String, _ kind: SyntaxNode.Kind) {
        #expect(Parser.parse(SourceText(name: "test", text: expression)).tree?.kind == kind)
    }

    @Test(
        "what has no end is ended by a diagnostic",
        arguments: [
            (String(repeating: "(", count: 100_000), "EXP011"), (String(repeating: "-", count: 100_000), "EXP011"),
            (String(repeating: "1+", count: 50_000) + "1", "EXP011"),
            (String(repeating: "Trim(", count: 1000), "EXP007"),
            (String(repeating: "(", count: 1000) + "1" + String(repeating: ")", count: 1000), "EXP007"),
            (String(repeating: "-", count: 1000) + "1", "EXP007"),
            (String(repeating: "1+", count: 1000) + "1", "EXP012"),
            (String(repeating: "1=(", count: 1000), "EXP007"),
        ]
    )
    func limits(_ text: String, _ code: String) {
        let compiled = TestContext.compile(text)
        #expect(compiled.program == nil)
        #expect(TestContext.codes(compiled.diagnostics) == code)
    }

    @Test("nobody is told more than a hundred mistakes")
    func manyMistakes() {
        let texts = ["1 ", "~", "[", "Foo() ", "\"a\" "].map { String(repeating: $0, count: 900) }
        for text in texts {
            let diagnostics = TestContext.compile(text).diagnostics
            #expect((100...200).contains(diagnostics.count), "\(diagnostics.count) \(text.prefix(10))")
        }
    }

    @Test("nested as deep as people nest is fine")
    func depth() {
        let text =
            String(repeating: "IIF([a] = \"x\", (\"y\" & (", count: 30) + "1"
            + String(repeating: ")), NULL)", count: 30)
        #expect(TestContext.compile(text).program != nil)
    }
}
