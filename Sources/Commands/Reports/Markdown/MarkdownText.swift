import Diagnostics

/// Text as Markdown (GitHub's, and CommonMark below it) that shows what it is and does nothing else.
///
/// A name stands in a code span, where no mark means anything. In prose every mark is escaped, and what a forge would
/// turn into a link, a mention or an issue is taken apart. Scalars are looked at, not characters: a bar with an accent
/// is one character, and to Markdown still a bar.
enum MarkdownText {
    /// The longest name and the longest sentence that are shown, in characters.
    private static let longest = (name: 200, prose: 600)

    static func text(_ phrase: Phrase, inTable: Bool = false) -> String {
        phrase.pieces.map { piece in
            switch piece {
            case .words(let words): words
            case .name(let name): self.name(name, inTable: inTable)
            case .prose(let prose): self.prose(prose)
            }
        }.joined()
    }

    /// A code span.
    static func name(_ name: String, inTable: Bool = false) -> String {
        guard !name.isEmpty else { return "(empty)" }
        var (text, last) = ("", Unicode.Scalar(0x20 as UInt8))
        var (run, longestRun) = (0, 0)
        for scalar in Terminal.visible(cut(name, longest.name)).unicodeScalars {
            run = scalar == "`" ? run + 1 : 0
            longestRun = max(longestRun, run)
            if inTable, scalar == "|" {
                // A table is cut at bars before code spans are found; a backslash keeps it from that, two do not.
                text += last == "\\" ? "\\u{7C}" : "\\|"
            } else {
                text.unicodeScalars.append(scalar)
            }
            last = scalar
        }
        let fence = String(repeating: "`", count: longestRun + 1)
        let edges = [text.unicodeScalars.first, text.unicodeScalars.last]
        // One blank on both sides is not part of the span; a backtick or blank at an edge needs it.
        return edges.contains("`") || edges.contains(" ") ? "\(fence) \(text) \(fence)" : "\(fence)\(text)\(fence)"
    }

    /// A sentence that others wrote, or one with names of theirs; line ends become blanks.
    static func prose(_ text: String) -> String {
        let lines = cut(text, longest.prose).split(whereSeparator: \.isNewline).joined(separator: " ")
        var shown = ""
        for scalar in Terminal.visible(lines).unicodeScalars {
            switch scalar {
            case "&": shown += "&amp;"
            case "<": shown += "&lt;"
            case ">": shown += "&gt;"
            case "|": shown += "&#124;"
            case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "~", "!", "$":
                shown.unicodeScalars.append(contentsOf: ["\\", scalar])
            // Mentions, issues and links are looked for in the text that comes out; a comment parts it.
            case "@", "#":
                shown.unicodeScalars.append(scalar)
                shown += "<!-- -->"
            case "/" where shown.hasSuffix(":"): shown += "<!-- -->/"
            case "." where shown.lowercased().hasSuffix("www"): shown += "<!-- -->."
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    private static func cut(_ text: String, _ longest: Int) -> String {
        text.count > longest ? text.prefix(longest) + "…" : text
    }
}
