/// The words of files of rules, which are those of the catalogue.
enum RuleFileWords {
    static let directions: [(word: String, value: PortableRule.Direction)] = [
        ("inbound", .inbound), ("outbound", .outbound),
    ]
    static let links: [(word: String, value: PortableRule.Link)] = [
        ("provision", .provision), ("join", .join), ("stickyJoin", .stickyJoin),
    ]
    static let merges: [(word: String, value: PortableMapping.Merge)] = [
        ("update", .update), ("replace", .replace), ("merge", .merge), ("mergeCaseInsensitive", .mergeCaseInsensitive),
    ]

    /// The word for a value; every value has one.
    static func word<Value: Equatable>(for value: Value, in words: [(word: String, value: Value)]) -> String {
        words.first { $0.value == value }?.word ?? ""
    }

    /// A condition of a scope as one text, `attribute OPERATOR value`; nothing where the text would say something else.
    static func text(_ clause: PortableRule.Scope) -> String? {
        let text =
            "\(clause.attribute) \(clause.comparison.rawValue)" + (clause.value.isEmpty ? "" : " \(clause.value)")
        return scope(text) == clause ? text : nil
    }

    /// Reads `attribute OPERATOR value`.
    static func scope(_ text: String) -> PortableRule.Scope? {
        let words = text.utf8.split(separator: 0x20, maxSplits: 2)
        guard words.count > 1, let comparison = ScopeOperator(stored: String(Substring(words[1]))) else { return nil }
        let value = words.count > 2 ? trimmed(String(Substring(words[2]))) : ""
        guard comparison.takesValue != value.isEmpty else { return nil }
        return PortableRule.Scope(attribute: String(Substring(words[0])), comparison: comparison, value: value)
    }

    /// A condition of a join as one text, `connector = metaverse`; nothing where the text would say something else.
    static func text(_ clause: PortableRule.Join) -> String? {
        let text = "\(clause.connectorAttribute) \(clause.isCaseSensitive ? "==" : "=") \(clause.metaverseAttribute)"
        return join(text) == clause ? text : nil
    }

    /// Reads `connector = metaverse`, or `connector == metaverse` where case matters.
    static func join(_ text: String) -> PortableRule.Join? {
        let words = text.utf8.split(separator: 0x20).map { String(Substring($0)) }
        guard words.count == 3, words[1] == "=" || words[1] == "==" else { return nil }
        return PortableRule.Join(
            connectorAttribute: words[0],
            metaverseAttribute: words[2],
            isCaseSensitive: words[1] == "=="
        )
    }

    /// The sources that a flow has where the file does not say: the first attribute that its expression reads.
    static func usualSources(expression: String?) -> [String] {
        guard let expression else { return [] }
        return Array(PortableMapping(destination: "", expression: expression).reads.prefix(1))
    }

    private static func trimmed(_ text: String) -> String {
        let bytes = text.utf8
        guard let first = bytes.firstIndex(where: { $0 != 0x20 }), let last = bytes.lastIndex(where: { $0 != 0x20 })
        else { return "" }
        return String(Substring(bytes[first...last]))
    }
}
