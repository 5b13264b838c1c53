import Foundation

/// Rules of the settings that Microsoft Entra Connect exports as JSON.
///
/// The layout is not published: what is known of it is read, and every key that is not is told.
public enum PolicyRules {
    /// Reads custom rules and references to standard ones, of every directory in the file.
    public static func read(_ bytes: [UInt8], file: String) -> PolicyExchange {
        guard let text = ExchangeText.decode(bytes) else {
            let sentence = "The file is neither UTF-8 nor UTF-16 with a mark; nothing was read."
            return PolicyExchange(
                exchange: RuleExchange(problems: [ExchangeProblem(.error, "notText", file: file, sentence)])
            )
        }
        guard let root = try? JSONDecoder().decode(PolicyValue.self, from: Data(text.utf8)), case .object = root else {
            let sentence = "The file is not JSON, or no object; nothing was read."
            return PolicyExchange(
                exchange: RuleExchange(problems: [ExchangeProblem(.error, "notJSON", file: file, sentence)])
            )
        }
        var reader = PolicyReader(file: file)
        reader.read(root)
        return reader.result
    }
}
