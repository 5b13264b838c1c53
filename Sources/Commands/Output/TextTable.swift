import Diagnostics

/// Rows in aligned columns, numbers to the right: as wide as their cells are, and folded where the style is narrower.
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
        let lines = lines(style, indent: indent)
        return (lines.heading + lines.rows.flatMap { $0 }).joined(separator: "\n")
    }

    /// The lines of the heading, and those of each row: several where it does not fit into one.
    func lines(_ style: Style, indent: String = "") -> (heading: [String], rows: [[String]]) {
        let count = max(headings.count, rows.map(\.count).max() ?? 0)
        func padded(_ row: [String]) -> [String] { row + [String](repeating: "", count: count - row.count) }
        let titles = padded(headings)
        let whole = rows.map { padded($0) }
        let columns = FoldedColumns(
            titles,
            whole,
            room: style.width.map { $0 - Terminal.width(of: indent) },
            rightAligned: rightAligned
        )
        let heading = headings.isEmpty ? [] : columns.lines(of: titles).map { indent + style.strong($0) }
        return (heading, whole.map { row in columns.lines(of: row).map { indent + $0 } })
    }
}
