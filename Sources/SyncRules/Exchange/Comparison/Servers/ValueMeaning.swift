import Directory

/// The form by which a value of a server is compared; two texts that mean the same have the same.
enum ValueMeaning {
    /// Nothing for an empty value, which says as little as a missing one.
    static func canonical(_ text: String, _ form: ServerParameter.Form) -> String? {
        let text = ExchangeText.trimmed(text)
        guard !text.isEmpty else { return nil }
        switch form {
        case .flag: return ServerOptions.flag(text).map { "\($0)" } ?? text.lowercased()
        case .number: return Int(text).map { "\($0)" } ?? text
        case .word: return text.lowercased()
        case .text: return ExchangeGUID.normal(text) ?? text
        case .name: return DistinguishedName(text)?.normalized ?? text.lowercased()
        case .list:
            let words = text.split(separator: ",").map { ExchangeText.trimmed(String($0)).lowercased() }
            return Set(words).filter { !$0.isEmpty }.sorted().joined(separator: ",")
        case .account(let generated):
            let text = text.lowercased()
            guard text.hasPrefix(generated.lowercased()) else { return text }
            return generated.lowercased() + "*" + (text.firstIndex(of: "@").map { text[$0...] } ?? "")
        case .own: return ""
        }
    }

    /// A distinguished name for comparison; texts that are none by themselves.
    static func name(_ text: String) -> String { canonical(text, .name) ?? "" }
}
