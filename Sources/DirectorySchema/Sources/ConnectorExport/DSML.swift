import MarkupReading

/// The vocabulary of a directory schema in DSML 1.0, and Microsoft's additions to it.
enum DSML {
    /// The namespace of DSML 1.0.
    static let namespace = "http://www.dsml.org/DSML"
    /// The namespace of Microsoft's additions.
    static let additions = "http://www.microsoft.com/MMS/DSML"

    static func name(_ local: String) -> XMLName { XMLName(local, in: namespace) }
    static func addition(_ local: String) -> XMLName { XMLName(local, in: additions) }

    /// A text without the blanks around it, which an indented file has.
    static func trimmed(_ text: String) -> String {
        func isBlank(_ character: Character) -> Bool { character.isWhitespace }
        let tail = text.reversed().prefix(while: isBlank).count
        return String(text.dropLast(tail).drop(while: isBlank))
    }
}
