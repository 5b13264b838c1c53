import Diagnostics

/// Rows in aligned columns; numbers to the right.
///
/// Values come from servers and are made safe to print.
struct TextTable {
    private var rows: [[String]] = []
    private let rightAligned: Set<Int>
    private let headings: [String]

    init(_ headings: [String], rightAligned: Set<Int> = []) {
        self.headings = headings
        self.rightAligned = rightAligned
    }

    mutating func add(_ cells: [String]) { rows.append(cells.map(Terminal.visible)) }

    var isEmpty: Bool { rows.isEmpty }

    /// The table, its heading in the style's strong voice.
    func text(_ style: Style, indent: String = "") -> String {
        let all = (headings.isEmpty ? [] : [headings]) + rows
        let columns = all.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            all.map { $0.count > column ? Terminal.width(of: $0[column]) : 0 }.max() ?? 0
        }
        return all.enumerated().map { index, row in
            let cells = row.enumerated().map { column, cell in
                let blanks = String(repeating: " ", count: widths[column] - Terminal.width(of: cell))
                return rightAligned.contains(column) ? blanks + cell : cell + blanks
            }
            var line = cells.joined(separator: "  ")
            while line.hasSuffix(" ") { line.removeLast() }
            return indent + (index == 0 && !headings.isEmpty ? style.strong(line) : line)
        }.joined(separator: "\n")
    }
}
