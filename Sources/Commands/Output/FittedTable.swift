import Diagnostics

/// Rows in aligned columns that fit a width: the widest columns give way first, and what does not fit goes on below.
///
/// Values come from servers and are made safe to print.
struct FittedTable {
    private var rows: [[String]] = []
    private let headings: [String]
    private let rightAligned: Set<Int>
    private let width: Int

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
        let columns = FoldedColumns(
            titles,
            kept,
            room: width - Terminal.width(of: indent),
            rightAligned: Set(used.indices.filter { rightAligned.contains(used[$0]) })
        )
        let head = columns.lines(of: titles).map { indent + style.strong($0) }
        let body = kept.flatMap { columns.lines(of: $0) }.map { indent + $0 }
        return (head + body).joined(separator: "\n")
    }
}
