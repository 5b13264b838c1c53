public import Diagnostics

/// A rule as a file that people read and edit: YAML with the keys of the catalogue's templates.
///
/// A file holds one rule, or only a change to a standard rule: `tag`, `connector` and `disabled: true` or
/// `deleted: true`. What stands at its usual value is left out: a rule that is switched on says nothing of `disabled`.
public enum RuleFile {
    /// The most bytes that a file may have.
    public static let limit = 4 << 20

    /// Reads a file; every mistake is told at once.
    public static func read(_ source: SourceText, connectors: RuleFileConnectors) -> RuleFileReading {
        var reader = RuleFileReader(source, connectors)
        let content = reader.read()
        let isBroken = reader.page.diagnostics.contains { $0.severity == .error }
        return RuleFileReading(content: isBroken ? nil : content, diagnostics: reader.page.diagnostics)
    }

    /// Writes a rule; what is written is read as the same rule.
    ///
    /// That holds for connectors that are GUIDs or have names, and for GUIDs in lower case without braces.
    public static func write(_ rule: PortableRule, connectors: RuleFileConnectors) -> String {
        let text = RuleFileWriter.write(rule, connectors, isGuarded: false)
        // Text that looks like an anchor and a reference to it would be refused when it is read.
        let source = SourceText(name: "rule", text: text)
        return YAMLReferences.first(in: source) == nil
            ? text : RuleFileWriter.write(rule, connectors, isGuarded: true)
    }

    /// Writes a change to a standard rule.
    public static func write(_ change: StandardRuleChange, connectors: RuleFileConnectors) -> String {
        let text = RuleFileWriter.write(change, connectors, isGuarded: false)
        let source = SourceText(name: "rule", text: text)
        return YAMLReferences.first(in: source) == nil
            ? text : RuleFileWriter.write(change, connectors, isGuarded: true)
    }
}
