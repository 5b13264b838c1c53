import Diagnostics

/// Something that a person has to see.
struct NoticePart: PagePart {
    /// How much it matters.
    enum Kind: String, Sendable {
        /// To know.
        case info
        /// It went well.
        case good
        /// To weigh.
        case warning
        /// It went wrong.
        case bad
    }

    static let template = "notice"

    let kind: String
    let title: String
    let lines: [String]
    let isUrgent: Bool

    init(kind: Kind, title: String, lines: [String] = []) {
        self.kind = kind.rawValue
        self.title = Terminal.visible(title)
        self.lines = lines.map { Terminal.visible($0) }
        isUrgent = kind == .bad
    }
}
