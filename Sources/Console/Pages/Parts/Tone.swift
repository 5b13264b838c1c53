/// How something is to be taken; a tone never stands without its word.
enum Tone: String, Sendable {
    /// It comes, or it is well.
    case good = "good-word"
    /// It deserves a look.
    case warning = "warn-word"
    /// It goes, or it is broken.
    case bad = "bad-word"
    /// A value that goes.
    case gone
    /// A value that comes.
    case come
    /// A moment, which stands on one line.
    case moment
    /// It is not what matters.
    case note
}
