import Diagnostics

/// Rows in aligned columns that fit a width: the widest columns give way first, and what does not fit goes on below.
///
/// Nothing is cut: two values that differ at their ends alone have to be told apart.
///
/// Values come from servers and are made safe to print.
struct FittedTable {
    private var rows: [[String]] = []
    private let headings: [String]
    private let rightAligned: Set<Int>
    private let width: Int

    /// How narrow a column becomes before words are parted: as its longest word, and as the lower bound.
    ///
    /// Words that are longer than the upper bound are parted first.
    private static let word = 12...28
    /// No column that has more becomes narrower than this, or than a word of its heading.
    private static let least = 8

    init(_ headings: [String], width: Int, rightAligned: Set<Int> = []) {
        self.headings = headings
        self.width = width
        self.rightAligned = rightAligned
    }

    mutating func add(_ cells: [String]) { rows.append(cells.map(Terminal.visible)) }

    var isEmpty: Bool { rows.isEmpty }

    /// The table without columns that are empty in every row, its heading in the style's strong voice.
    func text(_ style: Style, indent: String = "") -> String {
        let used = headings.indices.filter { column in rows.contains { $0.count > column && !$0[column].isEmpty } }
        let kept = rows.map { row in used.map { row.count > $0 ? row[$0] : "" } }
        let titles = used.map { headings[$0] }
        let widths = fitted(titles, kept, room: width - Terminal.width(of: indent))
        let right = Set(used.indices.filter { rightAligned.contains(used[$0]) })
        let head = Self.lines(of: titles, widths, right).map { indent + style.strong($0) }
        let body = kept.flatMap { Self.lines(of: $0, widths, right) }.map { indent + $0 }
        return (head + body).joined(separator: "\n")
    }

    /// A row, on as many lines as its tallest cell needs.
    private static func lines(of row: [String], _ widths: [Int], _ right: Set<Int>) -> [String] {
        let cells = zip(row, widths).map { cell, width in
            Terminal.width(of: cell) > width ? FoldedText.lines(cell, width: width) : [cell]
        }
        let height = cells.map(\.count).max() ?? 1
        return (0..<height).map { place in
            let parts = cells.indices.map { column -> String in
                let part = place < cells[column].count ? cells[column][place] : ""
                let blanks = String(repeating: " ", count: max(0, widths[column] - Terminal.width(of: part)))
                return right.contains(column) ? blanks + part : part + blanks
            }
            var line = parts.joined(separator: "  ")
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }
    }

    private func fitted(_ titles: [String], _ rows: [[String]], room: Int) -> [Int] {
        let columns = titles.indices.map { column in [titles[column]] + rows.map { $0[column] } }
        var widths = columns.map { cells in cells.map { Terminal.width(of: $0) }.max() ?? 0 }
        let words = columns.map { cells in max(cells.map(Self.longestWord).max() ?? 0, Self.word.lowerBound) }
        let parted = words.map { $0 > Self.word.upperBound ? Self.word.lowerBound : $0 }
        let narrow = titles.indices.map { min(widths[$0], max(Self.least, Self.longestWord(titles[$0]))) }
        // What can be parted at blanks gives way first, then words that are long, then all others.
        for least in [words, parted, narrow] {
            while widths.reduce(0, +) + 2 * max(0, widths.count - 1) > room {
                guard
                    let widest = widths.indices.filter({ widths[$0] > least[$0] }).max(by: { widths[$0] < widths[$1] })
                else { break }
                widths[widest] -= 1
            }
        }
        return widths
    }

    private static func longestWord(_ text: String) -> Int {
        text.split(separator: " ").map { Terminal.width(of: String($0)) }.max() ?? 0
    }
}
