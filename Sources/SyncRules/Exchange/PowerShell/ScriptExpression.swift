/// A value as a script writes it.
indirect enum ScriptExpression: Sendable, Hashable {
    /// A text in quotes; its parts are put together.
    case text([ScriptTextPart], at: Int)
    /// A name or a number without quotes.
    case word(String, at: Int)
    case variable(String, at: Int)
    /// Something within a value.
    case access(ScriptExpression, ScriptAccess, at: Int)
    case list([ScriptExpression], at: Int)
    /// `@{ }`, keys in lower case.
    case table([String: ScriptExpression], at: Int)
    /// `[type] value`.
    case cast(String, ScriptExpression, at: Int)
    /// A command in parentheses.
    case command(ScriptPipeline, at: Int)

    /// The byte where it begins, or where the step within it does.
    var offset: Int {
        switch self {
        case .text(_, let offset), .word(_, let offset), .variable(_, let offset), .access(_, _, let offset),
            .list(_, let offset), .table(_, let offset), .cast(_, _, let offset), .command(_, let offset):
            offset
        }
    }
}
