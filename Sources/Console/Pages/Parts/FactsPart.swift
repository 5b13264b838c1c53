/// Names with what they stand for.
struct FactsPart: PagePart {
    struct Fact: Sendable {
        let name: String
        let values: [TextLine]
    }

    static let template = "facts"

    let title: String?
    private(set) var facts: [Fact] = []

    init(title: String? = nil) { self.title = title }

    /// Adds a fact; one without a value is left out.
    mutating func add(_ name: String, _ value: String?, path: ConsolePath? = nil, tone: Tone? = nil) {
        guard let value else { return }
        facts.append(Fact(name: name, values: [TextLine(value, path: path, tone: tone)]))
    }

    /// Adds a fact with several values.
    mutating func add(_ name: String, _ values: [TextLine]) {
        guard !values.isEmpty else { return }
        facts.append(Fact(name: name, values: values))
    }
}
