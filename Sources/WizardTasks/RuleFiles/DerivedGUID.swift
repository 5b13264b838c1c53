import Plans

/// A GUID that follows from a text: the same for the same text, whoever asks and whenever.
enum DerivedGUID {
    static func text(of text: String) -> String {
        let digits = Array(Fingerprint(of: text.utf8).hex.prefix(32))
        let cuts = [0, 8, 12, 16, 20, 32]
        return zip(cuts, cuts.dropFirst()).map { String(digits[$0..<$1]) }.joined(separator: "-")
    }
}
