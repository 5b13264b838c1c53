/// Keeps of a reason the words that Dryad itself writes into reasons, and replaces every other.
///
/// What follows `class` and `attribute` is a name whatever it is, and so is all that follows `none of`. Nothing has to be
/// known about names: a word that is not on the list goes.
struct ReasonFrame {
    private static let words: Set<String> = [
        "is", "are", "not", "in", "the", "schema", "allowed", "allows", "on", "through", "now", "no", "longer", "none",
        "of",
        "and", "more", "fewer", "every", "configuration", "has", "it", "its", "connector", "gone", "option", "off",
        "what",
        "read:", "rules:", "appears", "appear", "changes", "change", "goes", "go",
    ]
    private let redaction: Redaction
    private let keepsNumbers: Bool

    /// `keepsNumbers` where the only numbers are counts, which then stand before `class` and `attribute`.
    init(_ redaction: Redaction, keepsNumbers: Bool = false) {
        self.redaction = redaction
        self.keepsNumbers = keepsNumbers
    }

    func text(_ reason: String) -> String {
        var shown: [String] = []
        var expected: PlanName?
        var areNames = false
        for piece in reason.split(separator: " ", omittingEmptySubsequences: false) {
            let mark = piece.last.flatMap { [",", ";"].contains($0) ? String($0) : nil } ?? ""
            let word = String(piece.dropLast(mark.count))
            if word.isEmpty {
                shown.append(mark)
            } else if let kind = expected {
                shown.append(redaction.name(kind, word) + mark)
                expected = nil
            } else if areNames {
                shown.append(redaction.name(.attribute, word) + mark)
            } else if let kind = kind(of: word) {
                shown.append(word + mark)
                expected = keepsNumbers ? nil : kind
            } else if Self.words.contains(word) || keepsNumbers && isCount(word) {
                areNames = word == "of" && shown.last == "none"
                shown.append(word + mark)
            } else {
                // After `through` stands a class.
                shown.append(redaction.name(shown.last == "through" ? .objectClass : .word, word) + mark)
            }
            if mark == ";" { areNames = false }
        }
        return shown.joined(separator: " ")
    }

    private func kind(of word: String) -> PlanName? {
        switch word {
        case "class", "classes": .objectClass
        case "attribute", "attributes": .attribute
        default: nil
        }
    }

    private func isCount(_ word: String) -> Bool { word.utf8.allSatisfy { (0x30...0x39).contains($0) } }
}
