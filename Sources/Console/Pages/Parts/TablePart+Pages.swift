extension TablePart {
    /// A table of what is there already, a page at a time; the place of its first row stands in the address.
    static func paged<Row>(
        title: String,
        caption: String,
        columns: [String],
        empty: String,
        rows: [Row],
        _ query: FormFields,
        _ key: String,
        _ address: ConsolePath,
        _ cells: (Row) -> [[TextLine]]
    ) -> TablePart {
        let start = min(query.number(key) ?? 0, max(0, rows.count - 1))
        let end = min(start + Words.page, rows.count)
        let range = rows.count > Words.page ? " \(start + 1) to \(end) of \(rows.count)" : ": \(rows.count)"
        func path(_ from: Int) -> ConsolePath { address.asking([(key, from > 0 ? "\(from)" : nil)]) }
        return TablePart(
            title: title,
            caption: caption + range,
            columns: columns,
            empty: empty,
            rows: rows[start..<end].map(cells),
            pager: [
                ("Previous", start > 0 ? path(max(0, start - Words.page)) : nil),
                ("Next", end < rows.count ? path(end) : nil),
            ]
        )
    }
}
