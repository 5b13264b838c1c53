import Diagnostics
import Directory
import Testing

@testable import SyncExpressions

@Suite("Evaluating expressions")
struct EvaluationTests {
    private static let attributes: [AttributeName: ExpressionValue] = [
        "mails": .list([.string("SMTP:a@x"), .string("sip:b@x"), .string("smtp:c@y")]), "one": .string("sip:b@x"),
        "numbers": .list([.number(1), .number(5)]), "flag": .string("TRUE"), "bytes": .binary([1, 2, 3]),
        "group": .number(-2_147_483_646), "other": .list([.string("x"), .string("y")]),
    ]

    @Test(
        "the literals that speak to the flow may stand in any branch",
        arguments: [
            ("AuthoritativeNull", "AuthoritativeNull"), ("IgnoreThisFlow", "IgnoreThisFlow"), ("NULL", "NULL"),
            ("IIF([one] = \"x\", 1, IIF(True, IgnoreThisFlow, 2))", "IgnoreThisFlow"),
            ("IIF([one] = \"x\", 1, (AuthoritativeNull))", "AuthoritativeNull"), ("IIF(True, NULL, 1)", "NULL"),
            ("Switch([one] = \"x\", 1, True, IgnoreThisFlow)", "IgnoreThisFlow"), ("Switch([one] = \"x\", 1)", "NULL"),
            ("With($a, [one], IIF($a = \"x\", 1, AuthoritativeNull))", "AuthoritativeNull"),
            ("IIF([none] = \"x\", 1, [none])", "NULL"),
        ]
    )
    func literals(_ expression: String, _ result: String) {
        #expect(TestContext.result(expression, Self.attributes) == result)
    }

    @Test(
        "with several values, functions, operators and IIF work value by value",
        arguments: [
            ("Left([mails], 4)", "{\"SMTP\", \"sip:\", \"smtp\"}"),
            ("[mails] & \"!\"", "{\"SMTP:a@x!\", \"sip:b@x!\", \"smtp:c@y!\"}"),
            ("Word([mails], 1, \"@\") & \"@z\"", "{\"SMTP:a@z\", \"sip:b@z\", \"smtp:c@z\"}"),
            ("[numbers] + 1", "{2, 6}"),
            ("-[numbers]", "{-1, -5}"), ("[numbers] > 2", "{False, True}"), ("[numbers] + [numbers]", "{2, 10}"),
            ("IIF(InStr([mails], \"sip:\") = 1, NULL, [mails])", "{\"SMTP:a@x\", \"smtp:c@y\"}"),
            ("IIF(InStr([one], \"sip:\") = 1, NULL, [one])", "NULL"),
            ("IIF([mails] = \"SMTP:A@X\", [mails], NULL)", "\"SMTP:a@x\""),
            ("Count(IIF(InStr([mails], \"sip:\") = 1, NULL, [mails]))", "2"), ("IIF([mails] = \"x\", 1, NULL)", "NULL"),
            ("IIF(InStr([mails], \"smtp\") = 1 && InStr([mails], \"@x\") > 0, Trim([mails]), NULL)", "\"SMTP:a@x\""),
            (
                "IIF([mails] = \"sip:b@x\" || [mails] = \"smtp:c@y\", LCase([mails]), \"-\")",
                "{\"-\", \"sip:b@x\", \"smtp:c@y\"}"
            ),
            ("IIF([numbers] > 9, Error(\"no\"), [numbers])", "{1, 5}"),
            ("IIF([numbers] > 4, Error(\"no\"), [numbers])", "error: no"),
            ("IIF([numbers] > 0, IgnoreThisFlow, 1)", "IgnoreThisFlow"),
            (
                "IIF([numbers] > 4, IgnoreThisFlow, 1)",
                "error: AuthoritativeNull and IgnoreThisFlow cannot be part of a value."
            ), ("[mails] & [numbers]", "error: Several values meet a different number of values."),
            ("Left([mails], Len([other]))", "error: Several values meet a different number of values."),
            ("Join(Trim([mails]), \",\")", "\"SMTP:a@x,sip:b@x,smtp:c@y\""), ("IsPresent([mails])", "True"),
            ("IsString([mails])", "True"),
            ("CBool(InStr([mails], \"sip:\"))", "{False, True, False}"), ("Contains([mails], \"sip:\")", "2"),
            ("Split([other] & \",\" & [other], \",\")", "{\"x\", \"x\", \"y\", \"y\"}"),
            ("True && [numbers] > 2", "{False, True}"), ("False && [numbers] > Error(\"x\")", "False"),
        ]
    )
    func several(_ expression: String, _ result: String) {
        #expect(TestContext.result(expression, Self.attributes) == result)
    }

    @Test(
        "variables",
        arguments: [
            ("Select($i, [mails], IIF(Left($i, 4) = \"sip:\", NULL, Mid($i, 6, 9)))", "{\"a@x\", \"c@y\"}"),
            ("Where($i, [mails], InStr($i, \"@x\") > 0)", "{\"SMTP:a@x\", \"sip:b@x\"}"),
            ("Where($i, [none], True)", "NULL"),
            ("With($n, Len([one]), $n * $n)", "49"),
            ("Select($i, [numbers], Select($j, [numbers], $i * $j))", "{1, 5, 5, 25}"),
            ("Select($i, [numbers], With($i, $i + 1, $i))", "{2, 6}"), ("With($m, [mails], Count($m))", "3"),
            ("Select($i, [one], UCase($i))", "\"SIP:B@X\""),
        ]
    )
    func variables(_ expression: String, _ result: String) {
        #expect(TestContext.result(expression, Self.attributes) == result)
    }

    @Test(
        "what is absent, and what is of another kind",
        arguments: [
            ("[none] = \"\"", "False"), ("[none] <> \"a\"", "False"), ("[none] & \"a\"", "\"a\""),
            ("CBool([none])", "False"),
            ("Left([none], 1)", "\"\""), ("Word([none], 1, \" \")", "\"\""), ("Trim([none])", "NULL"),
            ("InStr([none], \"a\")", "0"),
            ("[none] + 1", "error: A number was expected and there is nothing."), ("[flag] = True", "True"),
            ("[bytes] & [bytes]", "0x010203010203"),
            ("Mid([bytes], 2, 1)", "0x02"), ("Len([bytes])", "3"),
            ("Trim([bytes])", "error: text was expected and there is bytes."),
            ("[bytes] = \"a\"", "error: bytes cannot be compared with text."),
            ("BitAnd([group], -2147483648) <> 0", "True"),
            ("BitAnd([group], 2)", "2"), ("IsBitSet([group], 2)", "True"),
            ("9223372036854775807 + 1", "error: The number does not fit into 64 bits."),
            ("1 / ([none] = 1)", "EXP030"), ("1 / (Len(\"\"))", "error: A number is divided by zero."),
            ("ValueCount(\"mails\")", "3"),
            ("IIF(IsPresent([none]) && Error(\"never\") = 1, 1, 2)", "2"),
            ("IIF(IsNull([none]) || Error(\"never\") = 1, 1, 2)", "1"),
        ]
    )
    func kinds(_ expression: String, _ result: String) {
        #expect(TestContext.result(expression, Self.attributes) == result)
    }

    @Test("clock, chance and new names come from outside")
    func environment() {
        #expect(TestContext.result("FormatDateTime(Now(), \"s\")") == "\"2023-11-14T22:13:20\"")
        #expect(TestContext.result("RandomNum(3, 9)") == "9")
        #expect(TestContext.result("Guid()") == "\"00000000-0000-4000-8000-000000000001\"")
        #expect(TestContext.result("RandomNum(9, 3)") == "error: There is no number between the two.")
    }

    @Test(
        "what would take too long or grow too large ends with an error",
        arguments: [
            "PadLeft(\"a\", 9223372036854775807, \"b\")", "PadLeft(\"a\", 99999, \"b\")",
            "Replace(PadLeft(\"a\", 900, \"a\"), \"a\", PadLeft(\"a\", 900, \"b\"))",
            "ReplaceChars(PadLeft(\"a\", 900, \"a\"), \"a:\" & PadLeft(\"a\", 900, \"b\"))",
            "With($a, PadLeft(\"a\", 900, \"a\"), $a & $a)",
            "Join(Split(PadLeft(\"a\", 90, \",\"), \",\"), PadLeft(\"a\", 90, \" \"))",
            "Left(PadLeft([many], 900, \"a\"), 5)",
            "Select($i, [many], Select($j, [many], Select($k, [many], 1)))", "Trim([long])",
        ]
    )
    func limits(_ expression: String) throws {
        let program = try #require(TestContext.compile(expression).program)
        let many = ExpressionValue.list((0..<50).map { .number($0) })
        let long = ExpressionValue.string(String(repeating: "x", count: 500_000))
        let context = TestContext(program: program, attributes: ["many": many, "long": long])
        let error = #expect(throws: EvaluationError.self) {
            try program.evaluate(in: context, limits: EvaluationLimits(steps: 1000, size: 1000))
        }
        #expect(error?.code == .limit)
        #expect(error?.range != nil)
    }

    @Test("an explanation has every part that was evaluated, inner parts first")
    func explanation() throws {
        let text = "IIF([one] = \"x\", Error(\"no\"), LCase([one]) & \"!\")"
        let program = try #require(TestContext.compile(text).program)
        let explanation = program.explain(in: TestContext(program: program, attributes: ["one": .string("A")]))
        let bytes = Array(text.utf8)
        let steps = explanation.steps.map { step in
            String(decoding: bytes[step.range.start..<step.range.end], as: UTF8.self) + " → " + step.value.literal
        }
        #expect(
            steps == [
                "[one] → \"A\"", "[one] = \"x\" → False", "[one] → \"A\"", "LCase([one]) → \"a\"",
                "LCase([one]) & \"!\" → \"a!\"",
            ]
        )
        #expect(explanation.steps.map(\.depth) == [1, 0, 2, 1, 0])
        #expect(explanation.isComplete)
        #expect(try explanation.outcome.get() == .value(.string("a!")))
    }

    @Test("an explanation ends where the error is, and keeps a thousand steps at most")
    func explainedError() throws {
        let program = try #require(TestContext.compile("Len([a]) + CNum([a])").program)
        let explanation = program.explain(in: TestContext(program: program, attributes: ["a": .string("x")]))
        #expect(explanation.steps.map(\.value.literal) == ["\"x\"", "1", "\"x\""])
        #expect(throws: EvaluationError.self) { try explanation.outcome.get() }
        let long = try #require(TestContext.compile("Select($i, [a], $i & $i)").program)
        let values = ExpressionValue.list((0..<1000).map { .string("\($0)") })
        let cut = long.explain(in: TestContext(program: long, attributes: ["a": values]))
        #expect(cut.steps.count == 1000 && !cut.isComplete)
    }
}
