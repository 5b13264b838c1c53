/// A table of so many rows at most, folded away where it is long.
struct MarkdownTable {
    /// How many rows are shown without being asked for.
    private static let open = 8

    let headings: [String]
    var rows: [[Phrase]] = []

    init(_ headings: [String]) { self.headings = headings }

    mutating func add(_ cells: Phrase...) { rows.append(cells) }

    /// The table; `title` says what is folded away, `limits` how much is shown.
    func text(_ title: String, _ limits: MarkdownLimits) -> String {
        guard !rows.isEmpty else { return "" }
        var lines = ["| " + headings.joined(separator: " | ") + " |"]
        lines.append("|" + String(repeating: "---|", count: headings.count))
        for row in rows.prefix(limits.rows) {
            let cells = row.map { MarkdownText.text($0.shortened(to: limits.names), inTable: true) }
            lines.append("| " + cells.joined(separator: " | ") + " |")
        }
        if rows.count > limits.rows { lines += ["", "and \(rows.count - limits.rows) more"] }
        let table = lines.joined(separator: "\n")
        guard min(rows.count, limits.rows) > Self.open else { return table }
        return "<details>\n<summary>\(title)</summary>\n\n\(table)\n\n</details>"
    }
}
