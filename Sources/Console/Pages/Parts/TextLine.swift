import Diagnostics

/// A line of text, perhaps one that leads somewhere; control and direction characters in it are written out.
struct TextLine: Sendable {
    let text: String
    let path: String?
    let tone: String?

    init(_ text: String, path: ConsolePath? = nil, tone: Tone? = nil) {
        self.text = Terminal.visible(text)
        self.path = path?.description
        self.tone = tone?.rawValue
    }
}
