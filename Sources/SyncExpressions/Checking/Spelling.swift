/// How far two words are apart, for "did you mean".
public enum Spelling {
    /// What to say beside a word that is not known: the right case, or the nearest word, or nothing.
    public static func hint(for word: String, among known: [String]) -> String? {
        let folded = word.lowercased()
        if let same = known.first(where: { $0.lowercased() == folded }) { return "the case matters: write \(same)" }
        // Longer words have nothing near them, and would take long to compare.
        guard word.utf8.count <= 64 else { return nil }
        let allowed = word.count <= 4 ? 1 : 2
        var best: (word: String, distance: Int)?
        for candidate in known where abs(candidate.utf8.count - word.utf8.count) <= allowed {
            let apart = distance(candidate.lowercased(), folded)
            if apart <= allowed, apart < best?.distance ?? .max { best = (candidate, apart) }
        }
        return best.map { "did you mean \($0.word)?" }
    }

    /// The number of letters to insert, remove or replace.
    static func distance(_ left: String, _ right: String) -> Int {
        let other = Array(right)
        var row = Array(0...other.count)
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for place in other.indices {
                let replaced = diagonal + (other[place] == letter ? 0 : 1)
                diagonal = row[place + 1]
                row[place + 1] = min(replaced, diagonal + 1, row[place] + 1)
            }
        }
        return row[other.count]
    }
}
