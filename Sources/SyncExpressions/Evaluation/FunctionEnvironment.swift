import Directory

/// What a function may know besides its arguments: everything that makes two runs differ comes in here.
struct FunctionEnvironment {
    let now: FileTime
    let random: (ClosedRange<Int64>) -> Int64
    let guid: () -> String

    init(_ context: some ExpressionContext) {
        now = context.now
        random = context.random
        guid = context.guid
    }
}
