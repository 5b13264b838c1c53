extension RulePart {
    /// Reads a part in its words: `scope`, `join`, `flow mail`, `flow mail (2)`; nothing where it is none.
    public init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        switch (words.first?.lowercased(), words.count) {
        case ("flow", 2): self.init(flow: words[1])
        case ("flow", 3):
            guard words[2].hasPrefix("("), words[2].hasSuffix(")"), let number = Int(words[2].dropFirst().dropLast()),
                number > 0
            else { return nil }
            self.init(flow: words[1], number: number)
        default:
            guard let kind = Kind.allCases.first(where: { RulePart($0).description == text.lowercased() }),
                kind != .flow
            else { return nil }
            self.init(kind)
        }
    }
}
