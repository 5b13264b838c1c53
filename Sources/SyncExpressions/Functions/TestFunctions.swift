import Directory

/// Functions that ask something about a value.
enum TestFunctions {
    static let all: [FunctionDefinition] = [
        test(
            "IsNull",
            "Whether there is no value at all.",
            [FunctionExample("IsNull([mail])", "True"), FunctionExample("IsNull(\"\")", "False")]
        ) { $0.isNull },
        test(
            "IsEmpty",
            "Whether there is a value, and it is the empty text.",
            [FunctionExample("IsEmpty(\"\")", "True"), FunctionExample("IsEmpty(NULL)", "False")]
        ) { $0 == .string("") },
        test(
            "IsNullOrEmpty",
            "Whether there is no value, or only the empty text.",
            [FunctionExample("IsNullOrEmpty([mail])", "True"), FunctionExample("IsNullOrEmpty(\"a\")", "False")]
        ) { !$0.isPresent },
        test(
            "IsPresent",
            "Whether there is a value other than the empty text.",
            [FunctionExample("IsPresent(\"a\")", "True"), FunctionExample("IsPresent([mail])", "False")]
        ) { $0.isPresent },
        test(
            "IsString",
            "Whether the value is text.",
            edges: ["Of several values all have to be text; nothing is no text."],
            [FunctionExample("IsString(\"a\")", "True"), FunctionExample("IsString(1)", "False")]
        ) { all($0) { if case .string = $0 { true } else { false } } },
        test(
            "IsNumeric",
            "Whether the value is a number, or text that spells one.",
            edges: ["Whole numbers of 64 bits are numbers here."],
            [FunctionExample("IsNumeric(\"12\")", "True"), FunctionExample("IsNumeric(\"x\")", "False")]
        ) { value in
            all(value) {
                switch $0 {
                case .number: true
                case .string(let text): Int64(text.trimmingBlanks) != nil
                default: false
                }
            }
        },
        test(
            "IsDate",
            "Whether the value is a date, or text that CDate can read.",
            [FunctionExample("IsDate(\"2013-01-10\")", "True"), FunctionExample("IsDate(\"today\")", "False")]
        ) { value in
            all(value) {
                switch $0 {
                case .date: true
                case .string(let text): DateReader.read(text) != nil
                default: false
                }
            }
        },
        test(
            "IsGuid",
            "Whether the value is text that CGuid can read.",
            edges: ["Bytes are no text, even where they hold a GUID."],
            [
                FunctionExample("IsGuid(\"{0A1B2C3D-0000-4000-8000-000000000001}\")", "True"),
                FunctionExample("IsGuid(\"0A1B2C3D\")", "False"),
            ]
        ) { value in
            all(value) { if case .string(let text) = $0 { GuidText.bytes(text) != nil } else { false } }
        },
    ]

    private static func all(_ value: ExpressionValue, _ holds: (ExpressionValue) -> Bool) -> Bool {
        guard case .list(let values) = value else { return holds(value) }
        return values.allSatisfy(holds)
    }

    private static func test(
        _ name: String,
        _ summary: String,
        edges: [String] = [],
        _ examples: [FunctionExample],
        _ holds: @escaping @Sendable (ExpressionValue) -> Bool
    ) -> FunctionDefinition {
        FunctionDefinition(
            name,
            .test,
            [FunctionParameter("value", .anything)],
            gives: .boolean,
            summary,
            edges: edges,
            examples
        ) { call throws(EvaluationError) in .boolean(holds(call[0].single)) }
    }
}
