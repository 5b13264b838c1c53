/// Writes definitions in the form of RFC 4512 section 4.1, which every reader of definitions takes.
public enum DefinitionPrinter {
    /// One definition on one line.
    public static func text(_ definition: RawDefinition) -> String {
        var text = "( \(definition.identifier)"
        for field in definition.fields {
            text += " \(field.keyword)"
            guard !Keyword.flags.contains(field.keyword) else { continue }
            text += " " + values(field)
        }
        return text + " )"
    }

    private static func values(_ field: RawDefinition.Field) -> String {
        let isText = field.keyword == "NAME" || field.keyword == "DESC" || field.keyword.hasPrefix("X-")
        let values = isText ? field.values.map(quoted) : field.values
        if values.count == 1, let value = values.first { return value }
        return "( " + values.joined(separator: isText ? " " : " $ ") + (values.isEmpty ? ")" : " )")
    }

    /// A string in apostrophes; its own apostrophes and backslashes escaped.
    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("\\", with: "\\5C").replacing("'", with: "\\27") + "'"
    }
}
