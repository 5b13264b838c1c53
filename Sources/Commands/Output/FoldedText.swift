import Diagnostics

/// A text in lines of so many columns, parted at blanks where there are any, and names between their parts.
enum FoldedText {
    /// Longer lines are hard to read, however wide the terminal is.
    private static let longest = 160

    static func lines(_ text: String, width: Int) -> [String] {
        let width = max(1, min(width, longest))
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            var word = String(word)
            let parts = Parts(word)
            if !line.isEmpty, Terminal.width(of: line) + 1 + Terminal.width(of: word) > width {
                lines.append(line)
                line = ""
            }
            while line.isEmpty, Terminal.width(of: word) > width {
                let part = head(of: word, width, parts)
                lines.append(part)
                word.removeFirst(part.count)
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
    }

    /// As many characters as fit, and one at least; fewer where a part of a name ends in the second half of them.
    private static func head(of word: String, _ width: Int, _ parts: Parts) -> String {
        var (head, taken, end) = ("", 0, 0)
        for character in word {
            if let last = head.last, parts.begin(with: character, behind: last) { end = head.count }
            taken += Terminal.width(of: String(character))
            if taken > width, !head.isEmpty { break }
            head.append(character)
        }
        return 2 * end >= head.count ? String(head.prefix(end)) : head
    }

    /// What a word without blanks is made of: a DN of parts with commas between them, a path of folders, the name of an attribute
    /// or a class of words with capital letters.
    private struct Parts {
        private let isPath: Bool
        private let isName: Bool

        init(_ word: String) {
            isPath = word.hasPrefix("/") || word.contains("://")
            isName = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        }

        func begin(with next: Character, behind last: Character) -> Bool {
            switch last {
            case ",", ";": true
            case "/": isPath && next != "/"
            default: isName && last.isLowercase && next.isUppercase
            }
        }
    }
}
