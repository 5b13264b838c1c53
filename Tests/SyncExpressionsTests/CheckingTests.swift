import Diagnostics
import Directory
import Testing

@testable import SyncExpressions

@Suite("Checking expressions")
struct CheckingTests {
    private static let known = KnownAttributes([
        "mail": .init(types: .text, isMultiValued: false), "proxyAddresses": .init(types: .text, isMultiValued: true),
        "userAccountControl": .init(types: .number, isMultiValued: false), "objectSid": .init(types: .binary),
        "manager": .init(types: .reference, isMultiValued: false),
    ])

    @Test(
        "what cannot be right is an error",
        arguments: [
            ("Left(5, 1)", "EXP030"), ("Left(\"a\", \"b\")", "EXP030"), ("Trim(True)", "EXP030"),
            ("1 + \"a\"", "EXP030"),
            ("\"a\" + \"b\"", "EXP030 EXP030"), ("1 = \"a\"", "EXP030"), ("True = \"True\"", "EXP030"),
            ("IIF(\"a\", 1, 2)", "EXP030"), ("IsPresent([a]) && 1", "EXP030"), ("Now() & \"a\"", "EXP030 EXP033"),
            ("StringFromSid(\"a\")", "EXP030"), ("FormatDateTime(\"2012\", \"yyyy\")", "EXP030"),
            ("DNComponent(\"CN=a\", 1)", "EXP030"),
            ("-\"a\"", "EXP030"), ("Len(Len(\"a\"))", "EXP030"), ("Trim(IIF([a] = 1, 2, 3))", "EXP030"),
            ("Left([userAccountControl], 1)", "EXP030"), ("[objectSid] & \"a\" = 1", "EXP030"),
            ("[mail] = 1", "EXP030"),
            ("CNum([manager])", "EXP030"), ("[Mail]", "EXP029"), ("Trim([PROXYADDRESSES])", "EXP029"),
            ("ImportedValue(\"Mail\")", "EXP029"), ("left(\"a\", 1)", "EXP024"), ("Lenn(\"a\")", "EXP024"),
            ("true", "EXP022"),
            ("Null", "EXP022"), ("mail", "EXP022"), ("Left", "EXP022"), ("Left(\"a\")", "EXP027"), ("Left()", "EXP027"),
            ("Trim(\"a\", 1)", "EXP027"), ("Now(1)", "EXP027"), ("Switch(True)", "EXP027"),
            ("Switch(True, 1, [mail] = \"a\")", "EXP025"),
            ("ImportedValue([mail])", "EXP026"), ("ValueCount(1)", "EXP026"), ("CBin(1, 2)", "EXP023"),
            ("Thumbprint([objectSid])", "EXP023"), ("$item", "EXP020"), ("Select($i, [proxyAddresses], $x)", "EXP020"),
            ("Select($i, $i, $i)", "EXP020"), ("Select($i, [proxyAddresses], $i) & $i", "EXP020"),
            ("Select([mail], [proxyAddresses], 1)", "EXP043"), ("Trim(IgnoreThisFlow)", "EXP034"),
            ("\"a\" & AuthoritativeNull", "EXP034"),
            ("Select($i, [proxyAddresses], IIF($i = \"a\", IgnoreThisFlow, $i))", "EXP034"),
            ("IIF(IgnoreThisFlow, 1, 2)", "EXP034"), ("CaseSensitive", "EXP036"),
            ("Contains([proxyAddresses], \"a\", CaseSensitiv)", "EXP042"),
            ("Contains([proxyAddresses], \"a\", \"CaseSensitive\")", "EXP042"),
            ("DateAdd(\"x\", 1, CDate([mail]))", "EXP042"),
            ("InStr([mail], \"a\", 1, UTF8)", "EXP042"), ("IIF(True, 1)", "EXP027"),
        ]
    )
    func errors(_ expression: String, _ codes: String) {
        let compiled = TestContext.compile(expression, known: Self.known)
        let said = compiled.diagnostics.filter { $0.severity != .warning || $0.code != "EXP028" }
        #expect(compiled.program == nil)
        #expect(TestContext.codes(said) == codes, "\(DiagnosticRenderer.render(said))")
    }

    @Test(
        "what is probably wrong is a warning, what is worth knowing a note, and the expression is usable",
        arguments: [
            ("IsPresent([mail]) && IsPresent([a]) || True = False", "EXP021 EXP028"), ("[nothere]", "EXP028"),
            ("IIF(1 = 2, [mail], [mail] & \"x\")", "EXP031"), ("IIF(False, 1, 2)", "EXP031"),
            ("Switch(False, 1, True, 2)", "EXP031"),
            ("IIF(IsPresent([mail]), \"x\", \"x\")", "EXP032"), ("Guid()", "EXP033"), ("RandomNum(1, 9)", "EXP033"),
            ("FormatDateTime(CDate([cn]), \"'\")", "EXP035 EXP028"), ("Split([cn], \"::\")", "EXP035 EXP028"),
            ("ReplaceChars([cn], \"ab:c\")", "EXP035 EXP028"), ("ReplaceChars([cn], \"a:c\")", "EXP028"),
            ("CDate(\"today\")", "EXP035"), ("FormatDateTime(CDate(\"2012-01-01\"), \"'\")", "EXP035"), ("1 / 0", ""),
            ("%domain.fqdn%", "EXP037"), ("[mail] = NULL", "EXP038"), ("IIF(\"a\" = \"a\", 1, 2)", "EXP039"),
            ("NULL", "EXP040"),
            ("IIF(IsPresent([mail]), NULL, IgnoreThisFlow)", "EXP040"), ("Item(\"a\", 1)", "EXP041"),
            ("Count([mail])", "EXP041"),
            ("Where($i, [mail], $i = \"a\")", "EXP041"),
        ]
    )
    func warnings(_ expression: String, _ codes: String) {
        let compiled = TestContext.compile(expression, known: Self.known)
        #expect(compiled.program != nil)
        #expect(TestContext.codes(compiled.diagnostics) == codes, "\(DiagnosticRenderer.render(compiled.diagnostics))")
    }

    @Test(
        "what is right has nothing said about it",
        arguments: [
            "IIF(([userAccountControl] > 5), Error(\"no\"), IgnoreThisFlow)", "[manager] = \"CN=a\"",
            "DNComponent(CRef([dn]), 1)",
            "Contains([proxyAddresses], \"SMTP:\") > 0", "CStr(FormatDateTime(CDate([mail]), \"yyyy\"))",
            "AuthoritativeNull",
            "With($a, [mail], With($b, $a, IIF($a = $b, $a, IgnoreThisFlow)))",
            "InStr([mail], \"a\", 1, vbTextCompare)",
            "CBool(IIF(IsPresent([mail]), BitAnd([userAccountControl], 2) > 0, NULL))", "IIF(True, [mail], NULL)",
            "Select($i, Where($j, [proxyAddresses], Left($j, 4) = \"smtp\"), Mid($i, 6, -1))",
            "Item([proxyAddresses], 1) & \"a\"",
            "(IsPresent([mail]) && IsPresent([manager])) || IsNull([objectSid])",
            "Trim([proxyAddresses]) = \"a\" && True",
            "ConvertToBase64([objectSid])", "Switch([mail] = \"a\", 1, True, Error(\"none\"))",
            "BitAnd([userAccountControl], -2147483648)",
        ]
    )
    func silent(_ expression: String) {
        let compiled = TestContext.compile(expression, known: Self.known)
        #expect(compiled.program != nil)
        #expect(compiled.diagnostics.isEmpty, "\(DiagnosticRenderer.render(compiled.diagnostics))")
    }

    @Test(
        "the right spelling is suggested",
        arguments: [
            ("left(\"a\", 1)", "write Left"), ("Lenn(\"a\")", "did you mean Len?"),
            ("isPresent([a])", "write IsPresent"),
            ("true", "write True"), ("ignorethisflow", "write IgnoreThisFlow"), ("Nul", "did you mean NULL?"),
            ("[Mail]", "write mail"), ("[proxyAdresses]", "did you mean proxyAddresses?"), ("mail", "[mail]"),
            ("Left & 1", "Left(…)"), ("%Forest.FQND%", "did you mean Forest.FQDN?"),
            ("ImportedValue([mail])", "\"mail\""),
            ("Select($item, [proxyAddresses], $itm)", "did you mean $item?"), ("Trim(5)", "CStr"),
            ("\"a\" + \"b\"", "&"),
            ("Left(\"a\")", "str Left(str text, num count)"), ("DNComponent([mail], 1)", "CRef"), ("[a] == 1", "one ="),
        ]
    )
    func hints(_ expression: String, _ hint: String) {
        let diagnostics = TestContext.compile(expression, known: Self.known).diagnostics
        #expect(
            diagnostics.contains { $0.notes.contains { $0.contains(hint) } },
            "\(DiagnosticRenderer.render(diagnostics))"
        )
    }

    @Test("without a list of attributes every name is taken")
    func unknownAttributes() { #expect(TestContext.compile("[Anything]").diagnostics.isEmpty) }

    @Test(
        "what an expression gives is known before it runs",
        arguments: [
            ("Trim([mail])", "str"), ("Len([mail])", "num"), ("[mail] = \"a\"", "bool"),
            ("IIF([mail] = \"a\", 1, \"b\")", "str or num"),
            ("NULL", "void"), ("[a]", "var"), ("Error(\"a\")", "void"), ("Now()", "dt"),
            ("Select($i, [proxyAddresses], Len($i))", "num"),
        ]
    )
    func types(_ expression: String, _ names: String) {
        #expect(TestContext.compile(expression, known: Self.known).types.names == names)
    }

    @Test(
        "what an expression can hand on is told from what it only looks at",
        arguments: [
            ("Trim([mail])", ["mail"]), ("[sn] & [cn]", ["sn", "cn"]), ("NULL", []),
            ("IIF(IsPresent([mail]), [mail], [cn])", ["mail", "cn"]),
            ("IIF(IsPresent([mail]) || [sn] = \"a\", True, NULL)", []),
            ("IIF(BitAnd([flags], 2) = 0, True, False)", []), ("InStr([mail], \"@\")", []),
            ("Switch([sn] = \"a\", [cn], True, [mail])", ["cn", "mail"]), ("ImportedValue(\"mail\")", ["mail"]),
            ("Select($item, [proxyAddresses], Trim($item))", ["proxyAddresses"]),
        ] as [(String, [AttributeName])]
    )
    func carried(_ expression: String, _ names: [AttributeName]) {
        #expect(ExpressionReferences.carried(in: SourceText(name: "expression", text: expression)) == names)
    }
}
