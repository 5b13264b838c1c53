/// What was answered.
enum Answer: Equatable {
    /// The words of what was chosen, or the text that was typed.
    case words([String])
    /// The page before is wanted.
    case back
    /// The wizard is left.
    case quit
}
