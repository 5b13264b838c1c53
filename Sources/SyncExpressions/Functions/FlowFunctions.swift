/// Functions that are part of the language: they choose what is evaluated, or take names.
enum FlowFunctions {
    private static let mails: [String: ExpressionValue] = [
        "otherPhone": .list([.string("1-23"), .string("4-56")])
    ]

    static let all: [FunctionDefinition] = [
        FunctionDefinition(
            "IIF",
            .flow,
            [
                FunctionParameter("condition", .condition), FunctionParameter("yes", .result),
                FunctionParameter("no", .result),
            ],
            gives: .any,
            "One of two results, by a condition.",
            edges: [
                "A condition that is nothing does not hold.", "Only the chosen result is evaluated.",
                "A condition on each of several values chooses for each value; NULL takes the value out.",
            ],
            [
                FunctionExample("IIF(IsPresent([mail]), [mail], \"none\")", "\"none\""),
                FunctionExample("IIF(True, 1, Error(\"never\"))", "1"),
                FunctionExample(
                    "IIF(InStr([otherPhone], \"1\") = 1, NULL, [otherPhone])",
                    "\"4-56\"",
                    mails
                ),
            ],
            body: .special(.choose)
        ),
        FunctionDefinition(
            "Switch",
            .flow,
            [FunctionParameter("condition", .condition), FunctionParameter("result", .result)],
            repeats: true,
            gives: .any,
            "The result behind the first condition that holds.",
            edges: [
                "NULL where none holds.", "Only conditions up to that one, and its result, are evaluated.",
                "A condition without a result is reported when a rule is checked.",
            ],
            [
                FunctionExample(
                    "Switch([city] = \"London\", \"English\", [city] = \"Rome\", \"Italian\")",
                    "\"Italian\"",
                    ["city": .string("Rome")]
                ),
                FunctionExample("Switch(False, 1)", "NULL"),
            ],
            body: .special(.switch)
        ),
        FunctionDefinition(
            "Error",
            .flow,
            [.text("message")],
            gives: [],
            "Ends the synchronization of the object with a message.",
            edges: ["The object stays as it was, and the message is in the report."],
            [
                FunctionExample(
                    "IIF(IsPresent([accountName]), [accountName], Error(\"accountName is required\"))",
                    "error: accountName is required"
                )
            ],
            body: .special(.fail)
        ),
        FunctionDefinition(
            "Select",
            .flow,
            [
                FunctionParameter("$item", .variable), FunctionParameter("values", .values(.any)),
                FunctionParameter("result", .expression),
            ],
            gives: .any,
            several: true,
            "What an expression makes of each value.",
            edges: ["NULL takes the value out.", "The variable stands only in the last argument."],
            [
                FunctionExample(
                    "Select($item, [otherPhone], Replace($item, \"-\", \"\"))",
                    "{\"123\", \"456\"}",
                    mails
                )
            ],
            body: .special(.select)
        ),
        FunctionDefinition(
            "Where",
            .flow,
            [
                FunctionParameter("$item", .variable), FunctionParameter("values", .values(.any)),
                FunctionParameter("condition", .test),
            ],
            gives: .any,
            several: true,
            "The values for which a condition holds.",
            edges: ["The variable stands only in the last argument."],
            [FunctionExample("Where($item, [otherPhone], Left($item, 1) = \"4\")", "\"4-56\"", mails)],
            body: .special(.filter)
        ),
        FunctionDefinition(
            "With",
            .flow,
            [
                FunctionParameter("$name", .variable), FunctionParameter("value", .anything),
                FunctionParameter("result", .result),
            ],
            gives: .any,
            "A result in which a variable stands for a value that is evaluated once.",
            edges: ["The variable stands only in the last argument."],
            [
                FunctionExample(
                    "With($prefix, Word([mail], 1, \"@\"), $prefix & \".\" & $prefix)",
                    "\"joe.joe\"",
                    ["mail": .string("joe@contoso.test")]
                )
            ],
            body: .special(.with)
        ),
        FunctionDefinition(
            "ImportedValue",
            .name,
            [FunctionParameter("attribute", .attributeName)],
            gives: .any,
            several: true,
            "The values of an attribute that an import has confirmed.",
            edges: ["The name stands in quotes.", "Where nothing is exported they are all values of the attribute."],
            [FunctionExample("ImportedValue(\"mail\")", "\"joe@contoso.test\"", ["mail": .string("joe@contoso.test")])],
            body: .special(.confirmed)
        ),
        FunctionDefinition(
            "ValueCount",
            .name,
            [FunctionParameter("attribute", .attributeName)],
            gives: .number,
            "The number of values of an attribute.",
            edges: ["The name stands in quotes.", "An absent attribute has no values."],
            [FunctionExample("ValueCount(\"otherPhone\")", "2", mails), FunctionExample("ValueCount(\"mail\")", "0")],
            body: .special(.count)
        ),
        FunctionDefinition(
            "CBin",
            .conversion,
            [.number("number"), .number("length")],
            gives: .binary,
            "A number as so many bytes.",
            [],
            body: .unsupported("the order of the bytes is not documented")
        ),
        FunctionDefinition(
            "Thumbprint",
            .conversion,
            [.binary("bytes")],
            gives: .binary,
            "A hash of bytes.",
            [],
            body: .unsupported("which hash it is is not documented")
        ),
    ]
}
