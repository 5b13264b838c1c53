/// Functions that ask something about a value.
enum TestFunctions {
    static let all: [FunctionDefinition] = [
        test("IsNull", "Whether there is no value at all.", [("IsNull(NULL)", "True"), ("IsNull(\"\")", "False")]) {
            $0 == .null
        },
        test(
            "IsEmpty",
            "Whether there is a value and it is the empty text.",
            [("IsEmpty(\"\")", "True"), ("IsEmpty(NULL)", "False")]
        ) {
            $0 == .string("")
        },
        test(
            "IsNullOrEmpty",
            "Whether there is no value, or only the empty text.",
            [("IsNullOrEmpty(\"\")", "True"), ("IsNullOrEmpty(\"a\")", "False")]
        ) {
            !$0.isPresent
        },
        test(
            "IsPresent",
            "Whether there is a value other than the empty text.",
            [("IsPresent(\"a\")", "True"), ("IsPresent(NULL)", "False")]
        ) {
            $0.isPresent
        },
        test("IsString", "Whether the value is text.", [("IsString(\"a\")", "True"), ("IsString(1)", "False")]) {
            if case .string = $0 { true } else { false }
        },
        test(
            "IsNumeric",
            "Whether the value is a number, or text that spells one.",
            [("IsNumeric(\"12\")", "True"), ("IsNumeric(\"x\")", "False")]
        ) {
            switch $0 {
            case .number: true
            case .string(let text): Int64(text) != nil
            default: false
            }
        },
    ]

    private static func test(
        _ name: String,
        _ summary: String,
        _ examples: [(String, String)],
        _ holds: @escaping @Sendable (ExpressionValue) -> Bool
    ) -> FunctionDefinition {
        FunctionDefinition(name, "bool \(name)(var)", arity: 1...1, summary, examples: examples) {
            arguments,
            _ throws(EvaluationError) in .boolean(holds(arguments[0].single))
        }
    }
}
