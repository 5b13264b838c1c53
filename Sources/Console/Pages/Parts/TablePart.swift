import Diagnostics

/// A table of one page of rows.
struct TablePart: PagePart {
    /// The heading of a column.
    struct Column: Sendable {
        let label: String
        let isNumber: Bool
    }

    /// One field.
    struct Cell: Sendable {
        let lines: [TextLine]
        /// The heading of its column, which stands beside it where the screen is too narrow for columns.
        let label: String
        let isNumber: Bool
        let isHeader: Bool
    }

    /// One row.
    struct Row: Sendable {
        let cells: [Cell]
    }

    static let template = "table"

    let title: String?
    let caption: String
    let columns: [Column]
    let empty: String
    private(set) var rows: [Row] = []
    let isEmpty: Bool
    var pager: [LinksPart.Link] = []
    var hasPager = false

    /// Begins a table; the first column names the row, numbers stand on the right.
    init(
        title: String? = nil,
        caption: String,
        columns: [String],
        numbers: Set<Int> = [],
        empty: String,
        rows: [[[TextLine]]],
        pager: [(label: String, path: ConsolePath?)] = []
    ) {
        self.title = title.map { Terminal.visible($0) }
        self.caption = Terminal.visible(caption)
        self.empty = empty
        self.columns = columns.enumerated().map { Column(label: $0.element, isNumber: numbers.contains($0.offset)) }
        self.rows = rows.map { row in
            Row(
                cells: row.enumerated().map {
                    Cell(
                        lines: $0.element,
                        label: $0.offset < columns.count ? columns[$0.offset] : "",
                        isNumber: numbers.contains($0.offset),
                        isHeader: $0.offset == 0
                    )
                }
            )
        }
        isEmpty = rows.isEmpty
        self.pager = pager.compactMap { link in link.path.map { .init(label: link.label, path: $0.description) } }
        hasPager = !self.pager.isEmpty
    }
}
