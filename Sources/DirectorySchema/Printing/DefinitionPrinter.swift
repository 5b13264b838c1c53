/// Writes definitions in the form of RFC 4512 section 4.1, which every reader of definitions takes.
public enum DefinitionPrinter {
    /// One definition on one line.
    public static func text(_ definition: RawDefinition) -> String {
        var text = "( \(definition.identifier)"
        for (place, field) in definition.fields.enumerated() {
            text += " \(field.keyword)"
            guard field.known?.isFlag != true else { continue }
            let next = place + 1 < definition.fields.count ? definition.fields[place + 1].keyword : nil
            text += " " + values(field, before: next)
        }
        return text + " )"
    }

    private static func values(_ field: RawDefinition.Field, before next: String?) -> String {
        let isText = field.known == .name || field.known == .desc || field.keyword.hasPrefix("X-")
        let values = field.values.map { isText || !DefinitionReader.isPlainWord($0) ? quoted($0) : $0 }
        // Behind an apostrophe only what looks like a keyword ends the string.
        let ends = next.map { DefinitionReader.isKeywordStart($0.utf8) } ?? true
        if values.count == 1, let value = values.first, ends || !value.hasSuffix("'") { return value }
        return "( " + values.joined(separator: isText ? " " : " $ ") + (values.isEmpty ? ")" : " )")
    }

    /// A string in apostrophes; its own apostrophes and backslashes escaped.
    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("\\", with: "\\5C").replacing("'", with: "\\27") + "'"
    }
}
