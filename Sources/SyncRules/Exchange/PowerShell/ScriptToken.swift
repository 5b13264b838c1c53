/// A piece of a script, with the bytes that it takes.
struct ScriptToken: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        /// A name or a number without quotes.
        case word(String)
        /// `-Name`, or `-Name:` with its value right behind.
        case parameter(String, hasColon: Bool)
        /// A text in quotes of any kind.
        case text([ScriptTextPart])
        /// `$name`.
        case variable(String)
        /// `@name`, a table whose keys become parameters.
        case splat(String)
        /// `.Name` right behind a value.
        case member(String)
        /// Punctuation.
        case symbol(String)
        /// The end of a statement.
        case separator
        /// What the lexer knows to be outside of the subset, with the reason.
        case refused(String)
        case end
    }

    let kind: Kind
    let start: Int
    let end: Int
    /// Whether something stands between it and the token before.
    let isApart: Bool
}
