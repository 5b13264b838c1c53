public import Diagnostics

/// Rules as PowerShell scripts, such as the Sync Rules Editor of Microsoft Entra Connect exports.
///
/// Scripts are read, never run: a small part of the language is understood, and a statement outside of it is refused
/// with its place, together with every rule that depends on it.
public enum PowerShellRules {
    /// Reads the rules that a script adds.
    public static func read(_ source: SourceText) -> RuleExchange { ScriptInterpreter.read(source) }

    /// Reads the rules that a script adds, from the bytes of a file in UTF-8, or in UTF-16 with a mark.
    public static func read(_ bytes: [UInt8], file: String) -> RuleExchange {
        guard let text = ExchangeText.decode(bytes) else {
            let sentence = "The file is neither UTF-8 nor UTF-16 with a mark; nothing was read."
            return RuleExchange(problems: [ExchangeProblem(.error, "notText", file: file, sentence)])
        }
        return read(SourceText(name: file, text: text))
    }

    /// Writes a script in the form in which the Sync Rules Editor exports rules.
    ///
    /// What the form has no place for is the second GUID and the number of the XML form.
    public static func write(_ rules: [PortableRule]) -> String {
        rules.map { PowerShellWriter.write($0) }.joined(separator: "\n\n")
    }
}
