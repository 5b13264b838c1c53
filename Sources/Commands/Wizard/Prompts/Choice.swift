/// One of several things that can be chosen.
struct Choice {
    /// The word for it in a file of answers.
    let word: String
    /// What people read.
    let label: String
    /// Why it cannot be chosen or changed; nothing where it can.
    var refusal: String?
    /// How deep it lies below others, which are chosen with it.
    var depth = 0
    /// Whether it is chosen already, where several can be.
    var isChosen = false
}

extension [Choice] {
    /// Chooses an entry or takes it back, with everything that lies below it.
    mutating func set(_ place: Int, to isChosen: Bool) {
        guard indices.contains(place), self[place].refusal == nil else { return }
        let depth = self[place].depth
        self[place].isChosen = isChosen
        var next = place + 1
        while next < count, self[next].depth > depth {
            if self[next].refusal == nil { self[next].isChosen = isChosen }
            next += 1
        }
    }

    /// The words of what is chosen.
    var chosen: [String] { filter(\.isChosen).map(\.word) }

    /// The entry of a word, or of a number counted from 1.
    func place(of text: String) -> Int? {
        if let place = firstIndex(where: { $0.word.lowercased() == text.lowercased() }) { return place }
        guard let number = Int(text), number >= 1, number <= count else { return nil }
        return number - 1
    }
}
