/// A command with its arguments, in the order in which they stand.
struct ScriptCommand: Sendable, Hashable {
    enum Argument: Sendable, Hashable {
        /// `-Name value`; nothing where the next thing is another parameter, or the end.
        case named(String, ScriptExpression?, at: Int)
        case positional(ScriptExpression)
        /// `@name`.
        case splat(String, at: Int)
    }

    let name: String
    let offset: Int
    let arguments: [Argument]
}
