import Directory

/// What constant parts of an expression are evaluated in: nothing, since they read nothing.
struct ConstantContext: ExpressionContext {
    /// Enough to look at any literal, and too little to be noticed.
    static let limits = EvaluationLimits(steps: 10_000, size: 1024 * 1024)

    let now = FileTime(ticks: 0)

    func attribute(_ slot: Int) -> ExpressionValue { .null }
    func confirmed(_ slot: Int) -> ExpressionValue { .null }
    func parameter(_ slot: Int) -> ExpressionValue { .null }
    func random(_ range: ClosedRange<Int64>) -> Int64 { range.lowerBound }
    func guid() -> String { "" }
}
