/// A text of several lines, such as an expression, as one.
enum OneLine {
    /// Without its line ends and the blanks beside them, which say nothing outside of quotes.
    static func text(_ text: String) -> String {
        guard text.contains(where: \.isNewline) else { return text }
        var (result, blanks) = ("", "")
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character.isWhitespace, !isQuoted {
                blanks.append(character)
            } else {
                result += blanks.contains(where: \.isNewline) ? (result.isEmpty ? "" : " ") : blanks
                blanks = ""
                result.append(character)
            }
        }
        return result
    }
}
