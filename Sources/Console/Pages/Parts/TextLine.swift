/// A line of text, perhaps one that leads somewhere.
struct TextLine: Sendable {
    let text: String
    let path: String?
    let tone: String?

    init(_ text: String, path: ConsolePath? = nil, tone: Tone? = nil) {
        self.text = text
        self.path = path?.description
        self.tone = tone?.rawValue
    }
}
