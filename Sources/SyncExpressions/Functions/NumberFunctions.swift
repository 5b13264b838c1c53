/// Functions on numbers and their bits, in 64 bits with a sign.
enum NumberFunctions {
    static let all: [FunctionDefinition] = [
        bits(
            "BitAnd",
            "The bits that both numbers have.",
            edges: ["Nothing counts as 0.", "A negative number has all its upper bits set."],
            [
                FunctionExample("BitAnd(&HF, &HF7)", "7"),
                FunctionExample(
                    "BitAnd([groupType], -2147483648) <> 0",
                    "True",
                    ["groupType": .number(-2_147_483_646)]
                ),
            ]
        ) { $0 & $1 },
        bits(
            "BitOr",
            "The bits that either number has.",
            edges: ["Nothing counts as 0."],
            [FunctionExample("BitOr(4, 1)", "5")]
        ) { $0 | $1 },
        FunctionDefinition(
            "IsBitSet",
            .test,
            [.number("number"), .number("mask")],
            gives: .boolean,
            "Whether a number has all bits of a mask.",
            edges: ["Nothing has no bits, and a mask without bits is never set."],
            [FunctionExample("IsBitSet(&HF, 4)", "True"), FunctionExample("IsBitSet(NULL, 4)", "False")]
        ) { call throws(EvaluationError) in
            let (number, mask) = (try call.number(0) ?? 0, try call.number(1) ?? 0)
            return .boolean(mask != 0 && (call.semantics.wantsAllBits ? number & mask == mask : number & mask != 0))
        },
        FunctionDefinition(
            "RandomNum",
            .number,
            [.number("least"), .number("most")],
            gives: .number,
            "A number between two others, both of which may come.",
            edges: ["In a synchronization run the least comes every time, so that a run can be repeated."],
            [FunctionExample("RandomNum(5, 5)", "5")],
            body: .ambient { call, environment throws(EvaluationError) in
                guard let least = try call.number(0), let most = try call.number(1), least <= most else {
                    throw call.invalid("There is no number between the two.")
                }
                return .number(environment.random(least...most))
            }
        ),
    ]

    private static func bits(
        _ name: String,
        _ summary: String,
        edges: [String],
        _ examples: [FunctionExample],
        _ combine: @escaping @Sendable (Int64, Int64) -> Int64
    ) -> FunctionDefinition {
        FunctionDefinition(
            name,
            .number,
            [.number("number"), .number("mask")],
            gives: .number,
            summary,
            edges: edges,
            examples
        ) { call throws(EvaluationError) in
            .number(combine(try call.number(0) ?? 0, try call.number(1) ?? 0))
        }
    }
}
