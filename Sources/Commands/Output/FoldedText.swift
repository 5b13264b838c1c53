import Diagnostics

/// A text in lines of so many columns, parted at blanks where there are any.
enum FoldedText {
    /// Longer lines are hard to read, however wide the terminal is.
    private static let longest = 160

    static func lines(_ text: String, width: Int) -> [String] {
        let width = max(1, min(width, longest))
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            var word = String(word)
            if !line.isEmpty, Terminal.width(of: line) + 1 + Terminal.width(of: word) > width {
                lines.append(line)
                line = ""
            }
            while line.isEmpty, Terminal.width(of: word) > width {
                let part = head(of: word, width)
                lines.append(part)
                word.removeFirst(part.count)
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
    }

    /// As many characters as fit, and one at least.
    private static func head(of word: String, _ width: Int) -> String {
        var (head, taken) = ("", 0)
        for character in word {
            taken += Terminal.width(of: String(character))
            if taken > width, !head.isEmpty { break }
            head.append(character)
        }
        return head
    }
}
