import Diagnostics
import Directory
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
}
