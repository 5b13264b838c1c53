/// Functions on the bits of numbers, in 64 bits with a sign.
enum NumberFunctions {
    static let all: [FunctionDefinition] = [
        bits(
            "BitAnd",
            "The bits that both numbers have; nothing counts as zero.",
            [("BitAnd(&HF, &HF7)", "7"), ("BitAnd(-2147483646, &H80000000)", "2147483648")]
        ) { $0 & $1 },
        bits("BitOr", "The bits that either number has; nothing counts as zero.", [("BitOr(4, 1)", "5")]) { $0 | $1 },
        FunctionDefinition(
            "IsBitSet",
            "bool IsBitSet(num, num)",
            arity: 2...2,
            "Whether a number has all bits of a mask.",
            examples: [("IsBitSet(&HF, 4)", "True"), ("IsBitSet(NULL, 4)", "False")]
        ) { arguments, environment throws(EvaluationError) in
            let number = try Conversion.number(arguments[0], environment.range) ?? 0
            let mask = try Conversion.number(arguments[1], environment.range) ?? 0
            return .boolean(mask != 0 && number & mask == mask)
        },
    ]

    private static func bits(
        _ name: String,
        _ summary: String,
        _ examples: [(String, String)],
        _ combine: @escaping @Sendable (Int64, Int64) -> Int64
    ) -> FunctionDefinition {
        FunctionDefinition(name, "num \(name)(num, num)", arity: 2...2, summary, examples: examples) {
            arguments,
            environment throws(EvaluationError) in
            let left = try Conversion.number(arguments[0], environment.range) ?? 0
            return .number(combine(left, try Conversion.number(arguments[1], environment.range) ?? 0))
        }
    }
}
