/// Writes a rule line by line, in the order in which one reads it.
struct RuleFileWriter {
    private let words: YAMLText
    private var text = ""

    private init(isGuarded: Bool) { words = YAMLText(isGuarded: isGuarded) }

    static func write(_ rule: PortableRule, _ connectors: RuleFileConnectors, isGuarded: Bool) -> String {
        var writer = RuleFileWriter(isGuarded: isGuarded)
        writer.head(rule, connectors)
        writer.groups("scope", rule.scope) { writer, clause, indent in writer.scope(clause, indent) }
        writer.groups("join", rule.joins) { writer, clause, indent in writer.join(clause, indent) }
        if !rule.mappings.isEmpty { writer.line("flows:") }
        for mapping in rule.mappings { writer.flow(mapping) }
        return writer.text
    }

    static func write(_ change: StandardRuleChange, _ connectors: RuleFileConnectors, isGuarded: Bool) -> String {
        var writer = RuleFileWriter(isGuarded: isGuarded)
        writer.pair("tag", change.tag)
        writer.pair("connector", connectors.word(for: change.connector))
        writer.line("\(change.action.rawValue): true")
        return writer.text
    }

    private mutating func head(_ rule: PortableRule, _ connectors: RuleFileConnectors) {
        pair("name", rule.name)
        if !rule.immutableTag.isEmpty { pair("tag", rule.immutableTag) }
        if let identifier = rule.identifier { pair("id", identifier) }
        if let identifier = rule.internalIdentifier { pair("internalId", identifier) }
        if !rule.description.isEmpty { line("description: " + words.block(rule.description, indent: 2)) }
        pair("connector", connectors.word(for: rule.connector))
        pair("direction", RuleFileWords.word(for: rule.direction, in: RuleFileWords.directions))
        pair("source", rule.sourceObjectType)
        pair("target", rule.targetObjectType)
        pair("link", RuleFileWords.word(for: rule.link, in: RuleFileWords.links))
        line("precedence: \(rule.precedence)")
        if rule.isDisabled { line("disabled: true") }
        if rule.synchronizesPasswords { line("passwordSync: true") }
        if rule.precedenceAfter != PortableRule.noRule { pair("precedenceAfter", rule.precedenceAfter) }
        if rule.precedenceBefore != PortableRule.noRule { pair("precedenceBefore", rule.precedenceBefore) }
        if rule.softDeleteExpiry != "00:00:00" { pair("softDeleteExpiry", rule.softDeleteExpiry) }
        if rule.version != 1 { line("version: \(rule.version)") }
    }

    /// Groups as lists of lists; a condition that one text cannot say is written with keys.
    private mutating func groups<Clause>(
        _ key: String,
        _ groups: [[Clause]],
        _ write: (inout RuleFileWriter, Clause, String) -> Void
    ) {
        if groups.isEmpty { return }
        line("\(key):")
        for group in groups {
            if group.isEmpty { line("  - []") }
            for (number, clause) in group.enumerated() { write(&self, clause, number == 0 ? "  - - " : "    - ") }
        }
    }

    private mutating func scope(_ clause: PortableRule.Scope, _ indent: String) {
        if let text = RuleFileWords.text(clause) { return line(indent + words.inline(text)) }
        pair(indent + "attribute", clause.attribute)
        pair("      operator", clause.comparison.rawValue)
        pair("      value", clause.value)
    }

    private mutating func join(_ clause: PortableRule.Join, _ indent: String) {
        if let text = RuleFileWords.text(clause) { return line(indent + words.inline(text)) }
        pair(indent + "connector", clause.connectorAttribute)
        pair("      metaverse", clause.metaverseAttribute)
        if clause.isCaseSensitive { line("      caseSensitive: true") }
    }

    private mutating func flow(_ mapping: PortableMapping) {
        pair("  - to", mapping.destination)
        var sources: [String]? = mapping.sources
        if mapping.kind == .direct, mapping.sources.count == 1 {
            pair("    from", mapping.sources[0])
            sources = nil
        } else if mapping.kind != .direct,
            mapping.sources == RuleFileWords.usualSources(expression: mapping.expression)
        {
            sources = nil
        }
        if let constant = mapping.constant { line("    constant: " + words.block(constant, indent: 6)) }
        if let expression = mapping.expression { line("    expression: " + words.block(expression, indent: 6)) }
        if let sources { line("    sources: [" + sources.map(words.inline(quoting:)).joined(separator: ", ") + "]") }
        if mapping.merge != .update {
            pair("    merge", RuleFileWords.word(for: mapping.merge, in: RuleFileWords.merges))
        }
        if mapping.isOnce { line("    once: true") }
    }

    private mutating func pair(_ key: String, _ value: String) { line("\(key): \(words.inline(value))") }

    private mutating func line(_ line: String) { text += line + "\n" }
}
