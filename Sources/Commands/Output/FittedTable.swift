import Diagnostics

/// Rows in aligned columns that fit a width: the widest columns give way first, and what is cut ends in `…`.
///
/// Values come from servers and are made safe to print.
struct FittedTable {
    private var rows: [[String]] = []
    private let headings: [String]
    private let rightAligned: Set<Int>
    private let width: Int

    /// No column that is cut becomes narrower than this, or than its heading.
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
        let lines = ([titles] + kept).enumerated().map { number, row in
            let cells = row.enumerated().map { column, cell in
                let cut = Self.cut(cell, to: widths[column])
                let blanks = String(repeating: " ", count: max(0, widths[column] - Terminal.width(of: cut)))
                return right.contains(column) ? blanks + cut : cut + blanks
            }
            var line = cells.joined(separator: "  ")
            while line.hasSuffix(" ") { line.removeLast() }
            return indent + (number == 0 ? style.strong(line) : line)
        }
        return lines.joined(separator: "\n")
    }

    private func fitted(_ titles: [String], _ rows: [[String]], room: Int) -> [Int] {
        var widths = titles.indices.map { column in
            ([titles] + rows).map { Terminal.width(of: $0[column]) }.max() ?? 0
        }
        let least = titles.indices.map { min(widths[$0], max(Self.least, Terminal.width(of: titles[$0]))) }
        while widths.reduce(0, +) + 2 * max(0, widths.count - 1) > room {
            guard let widest = widths.indices.filter({ widths[$0] > least[$0] }).max(by: { widths[$0] < widths[$1] })
            else { break }
            widths[widest] -= 1
        }
        return widths
    }

    /// A text of at most so many columns.
    static func cut(_ text: String, to width: Int) -> String {
        guard Terminal.width(of: text) > width else { return text }
        var result = ""
        var taken = 0
        for character in text {
            let next = Terminal.width(of: String(character))
            if taken + next > width - 1 { break }
            result.append(character)
            taken += next
        }
        return result + "…"
    }
}
