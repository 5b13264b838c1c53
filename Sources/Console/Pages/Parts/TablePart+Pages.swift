extension TablePart {
    /// A table of what is there already, a page at a time; the place of its first row stands in the address, by its name.
    static func paged<Row>(
        title: String?,
        caption: String,
        columns: [String],
        empty: String,
        rows: [Row],
        _ pages: TablePages,
        _ name: String,
        _ cells: (Row) -> [[TextLine]]
    ) -> TablePart {
        let start = pages.start(of: name, count: rows.count)
        let end = min(start + Words.page, rows.count)
        let range = rows.count > Words.page ? " \(start + 1) to \(end) of \(rows.count)" : ": \(rows.count)"
        return TablePart(
            title: title,
            caption: caption + range,
            columns: columns,
            empty: empty,
            rows: rows[start..<end].map(cells),
            pager: [
                ("Previous", start > 0 ? pages.path(name, from: max(0, start - Words.page)) : nil),
                ("Next", end < rows.count ? pages.path(name, from: end) : nil),
            ]
        )
    }
}
