import Foundation

/// The code that Active Directory hides in the text of a refused bind (`data 52e`), in words.
struct ActiveDirectorySubcode {
    let sentence: String

    init?(in message: String) {
        guard let start = message.range(of: "data ") else { return nil }
        let code = message[start.upperBound...].prefix { $0.isHexDigit }.lowercased()
        guard let words = Self.words[code] else { return nil }
        sentence = "Code \(code) means: \(words)."
    }

    private static let words: [String: String] = [
        "525": "there is no such account",
        "52e": "the account exists and the password is wrong, or there is no such account",
        "530": "the account may not sign in at this time",
        "531": "the account may not sign in at this computer",
        "532": "the password has expired",
        "533": "the account is disabled",
        "568": "the account is in too many groups",
        "701": "the account has expired",
        "773": "the password must be changed before the first use",
        "775": "the account is locked",
    ]
}
