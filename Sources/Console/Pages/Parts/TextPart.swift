/// Paragraphs, perhaps below a heading.
struct TextPart: PagePart {
    static let template = "text"

    let title: String?
    let lines: [TextLine]

    init(title: String? = nil, _ lines: [TextLine]) {
        self.title = title
        self.lines = lines
    }
}
