import Directory

/// Names that stand for the beginning of an OID in slapd's files (slapd.conf(5) objectidentifier): `OLcfgAt:1`,
/// `nisSchema.1.2`.
struct OIDMacros {
    private var values: [String: String] = [:]

    /// Whether no name stands for anything.
    var isEmpty: Bool { values.isEmpty }

    /// Takes `NAME OID`, as `objectidentifier` and `olcObjectIdentifier` write it; false where it is none.
    mutating func define(_ text: some StringProtocol) -> Bool {
        let parts = text.split(whereSeparator: { $0 == " " || $0 == "\t" })
        guard parts.count == 2 else { return false }
        values[parts[0].lowercased()] = resolved(String(parts[1]))
        return true
    }

    /// The OID for which the text stands, or the text as it is.
    func resolved(_ text: String) -> String {
        guard !values.isEmpty, let lead = text.utf8.first, ASCII.isLetter(lead) else { return text }
        if let whole = values[text.lowercased()] { return whole }
        guard let end = text.firstIndex(where: { $0 == ":" || $0 == "." }),
            let base = values[text[..<end].lowercased()]
        else { return text }
        return base + "." + text[text.index(after: end)...]
    }
}
