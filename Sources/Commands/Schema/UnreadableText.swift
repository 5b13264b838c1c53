import Diagnostics
import DirectorySchema

/// What of a schema could not be read, for people: the first few, and how many more.
enum UnreadableText {
    private static let shown = 10

    static func lines(
        _ definitions: [UnreadableDefinition],
        _ problems: [SchemaFileProblem],
        _ style: Style
    ) -> [String] {
        var lines: [String] = []
        let cut = problems.filter(\.isCut)
        lines += cut.map { style.bad("! \(Terminal.visible($0.place)): \($0.reason).") }
        if !definitions.isEmpty {
            lines.append(
                style.bad("! \(WordList.count(definitions.count, "definition")) cannot be read") + "; kept as they are:"
            )
            for one in definitions.prefix(shown) {
                lines.append("    \(Terminal.visible(one.place)): \(Terminal.visible(one.reason))")
                lines.append(style.faint("      " + Terminal.visible(String(one.text.prefix(120)))))
            }
            if definitions.count > shown { lines.append("    and \(definitions.count - shown) more") }
        }
        let others = problems.filter { !$0.isCut }
        if !others.isEmpty {
            lines.append(style.attention("~ \(WordList.count(others.count, "line")) not understood:"))
            for one in others.prefix(shown) {
                lines.append("    \(Terminal.visible(one.place)): \(Terminal.visible(one.reason))")
            }
            if others.count > shown { lines.append("    and \(others.count - shown) more") }
        }
        return lines
    }
}
