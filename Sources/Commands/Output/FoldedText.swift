import Diagnostics

/// A text in lines of so many columns, parted at blanks where there are any.
enum FoldedText {
    static func lines(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            var word = String(word)
            if !line.isEmpty, Terminal.width(of: line) + 1 + Terminal.width(of: word) > width {
                lines.append(line)
                line = ""
            }
            while line.isEmpty, Terminal.width(of: word) > width {
                lines.append(String(word.prefix(width)))
                word.removeFirst(min(width, word.count))
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
    }
}
