public import Diagnostics

/// Rules as the YAML of the DSC resources for Microsoft Entra Connect (AADConnectDsc).
public enum DscRules {
    /// Reads a list of rules: by itself, below `Items`, or below `AADSyncRules`.
    public static func read(_ source: SourceText) -> RuleExchange {
        var reader = DscRuleReader(source)
        return reader.read()
    }

    /// Reads rules from the bytes of a file in UTF-8, or in UTF-16 with a mark.
    public static func read(_ bytes: [UInt8], file: String) -> RuleExchange {
        guard let text = ExchangeText.decode(bytes) else {
            let sentence = "The file is neither UTF-8 nor UTF-16 with a mark; nothing was read."
            return RuleExchange(problems: [ExchangeProblem(.error, "notText", file: file, sentence)])
        }
        return read(SourceText(name: file, text: text))
    }

    /// Writes rules, and tells what this form cannot say of them.
    ///
    /// The form names connectors; a rule that knows its connector by GUID is written with that, and told.
    public static func write(_ rules: [PortableRule], file: String) -> (text: String, problems: [ExchangeProblem]) {
        DscRuleWriter.write(rules, file: file)
    }
}
