import Diagnostics

/// Text as HTML that shows what it is and does nothing else.
///
/// Scalars are looked at, not characters: a bracket with an accent is one character, and to a browser still a bracket.
enum PageText {
    /// Text for an element or an attribute's value, with control and direction characters written out.
    static func escaped(_ text: String) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in Terminal.visible(text).unicodeScalars {
            switch scalar {
            case "&": shown.append(contentsOf: "&amp;".unicodeScalars)
            case "<": shown.append(contentsOf: "&lt;".unicodeScalars)
            case ">": shown.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": shown.append(contentsOf: "&quot;".unicodeScalars)
            case "'": shown.append(contentsOf: "&#39;".unicodeScalars)
            default: shown.append(scalar)
            }
        }
        return String(shown)
    }

    static func html(_ phrase: Phrase) -> String {
        phrase.pieces.map { piece in
            switch piece {
            case .words(let words): escaped(words)
            case .name(let name): "<code>\(escaped(name))</code>"
            // Line ends of Dryad's own messages are kept by the style.
            case .prose(let prose):
                "<span class=\"prose\">"
                    + prose.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }
                    .joined(separator: "\n") + "</span>"
            }
        }.joined()
    }

    /// A mark with its word.
    static func badge(_ wording: (mark: String, word: String, tone: Wording.Tone)) -> String {
        """
        <span class="\(wording.tone.rawValue)"><span aria-hidden="true">\(wording.mark)</span> \(wording.word)</span>
        """
    }

    /// A list, or the one thing alone that would be in it.
    static func list(_ items: [String]) -> String {
        items.count < 2 ? items.joined() : "<ul>" + items.map { "<li>\($0)</li>" }.joined() + "</ul>"
    }

    /// A list that is folded away where it is long.
    static func folded(_ items: [String], open: Int, title: String) -> String {
        items.count <= open
            ? list(items) : "<details><summary>\(escaped(title))</summary>\(list(items))</details>"
    }
}
