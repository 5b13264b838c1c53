import Directory

/// An address as `proxyAddresses` and `mail` have it, taken apart.
struct PendingAddress {
    /// The kind, such as `SMTP`, as it is written; empty where none is.
    let kind: String
    /// What stands behind the kind.
    let address: String

    init(_ text: String) {
        let kind = text.utf8.prefix { ASCII.isLetter($0) || ASCII.isDigit($0) }
        guard !kind.isEmpty, kind.endIndex < text.utf8.endIndex, text.utf8[kind.endIndex] == UInt8(ascii: ":") else {
            (self.kind, address) = ("", text)
            return
        }
        self.kind = String(decoding: kind, as: UTF8.self)
        address = String(decoding: text.utf8[kind.endIndex...].dropFirst(), as: UTF8.self)
    }

    /// Whether it would be the primary one of its kind among others: the kind is in capitals.
    var isPrimary: Bool { kind == ASCII.uppercased(kind) && kind != foldedKind }

    /// The kind in small letters.
    var foldedKind: String { ASCII.lowercased(kind) }

    /// What stands before the `@`, and the rest, in small letters; nothing where it has none.
    var parts: (local: String, suffix: String)? {
        let text = address.lowercased()
        guard let place = text.lastIndex(of: "@"), place != text.startIndex else { return nil }
        return (String(text[..<place]), String(text[place...]))
    }
}
