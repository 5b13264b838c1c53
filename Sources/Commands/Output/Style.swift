/// Colour with a meaning, where the words carry the same meaning without it, and how wide lines may be.
struct Style {
    let isColoured: Bool
    /// How many columns there are; nothing where text may be as wide as it is.
    let width: Int?

    init(isColoured: Bool, width: Int? = nil) {
        self.isColoured = isColoured
        self.width = width
    }

    /// Without colour, as wide as it is.
    static let plain = Style(isColoured: false)

    /// Something that appears or went well.
    func good(_ text: String) -> String { paint(text, "32") }
    /// Something that goes or went wrong.
    func bad(_ text: String) -> String { paint(text, "31") }
    /// Something that changes or wants attention.
    func attention(_ text: String) -> String { paint(text, "33") }
    /// The subject of what follows.
    func strong(_ text: String) -> String { paint(text, "1") }
    /// What matters less.
    func faint(_ text: String) -> String { paint(text, "2") }

    private func paint(_ text: String, _ code: String) -> String {
        isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
