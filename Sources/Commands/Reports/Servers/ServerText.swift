import Diagnostics
import Directory
import DirectorySchema
import SyncRules

/// The difference of two servers for a terminal: one sentence, what wants a look, and tables that fit the width.
struct ServerText {
    private let outline: ServerOutline
    private let listsAll: Bool
    private let width: Int
    private let style: Style
    /// The longest text of the first column, and the longest value, that stand in one line.
    private let fitting: (what: Int, value: Int)

    init(_ outline: ServerOutline, listsAll: Bool, width: Int, _ style: Style) {
        self.outline = outline
        self.listsAll = listsAll
        self.width = width
        self.style = style
        fitting = (width * 48 / 100, width * 22 / 100)
    }

    var text: String {
        var head = [sentence]
        head += outline.warnings.map { block("! ", $0.plain, painted: style.bad) }
        var facts = TextTable(ServerOutline.factHeadings)
        for row in outline.facts { facts.add(row) }
        head += ["", facts.text(style)]
        var parts = [head.joined(separator: "\n")]
        parts += outline.sections.map { section in
            (lines(section.title, section.rows) + section.schemas.flatMap(schema)).joined(separator: "\n")
        }
        if !outline.remarks.isEmpty {
            parts.append(outline.remarks.map { style.faint($0.plain) }.joined(separator: "\n"))
        }
        return parts.joined(separator: "\n\n")
    }

    private var sentence: String {
        let text = FoldedText.lines(outline.summary.plain, width: width).joined(separator: "\n")
        let diff = outline.diff
        if !diff.isComplete || outline.isGrave { return style.bad(text) }
        return diff.isEmpty ? style.good(text) : style.attention(text)
    }

    /// The rows of a section; what fits stands in columns, what does not stands below its own line.
    private func lines(_ title: String, _ rows: [ServerRow]) -> [String] {
        var table = TextTable([title, cut(outline.names.from), cut(outline.names.to)])
        for row in rows {
            if let values = short(row) { table.add([mark(row) + row.what.plain, values.0, values.1]) }
        }
        guard !table.isEmpty else { return [style.strong(title)] + rows.flatMap(tall) }
        let lines = table.lines(style)
        var columns = lines.rows[...]
        return lines.heading
            + rows.flatMap { row -> [String] in
                guard short(row) != nil else { return tall(row) }
                let line = columns.popFirst() ?? []
                return line.map { paint(row, $0) }
                    + (row.key.map { [style.faint("      " + Terminal.visible($0))] } ?? [])
            }
    }

    /// The two values where the row fits in one line.
    private func short(_ row: ServerRow) -> (String, String)? {
        guard row.values.count == 1, let values = row.values.first, values.part == nil, let from = values.from,
            let to = values.to, Terminal.width(of: row.what.plain) + 4 <= fitting.what,
            [from, to].allSatisfy({ Terminal.width(of: Terminal.visible($0)) <= fitting.value })
        else { return nil }
        return (from, to)
    }

    private func tall(_ row: ServerRow) -> [String] {
        let what = listsAll ? row.what : row.what.shortened(to: 10)
        var lines = [block(mark(row), what.plain) { paint(row, $0) }]
        if let key = row.key { lines.append(style.faint("      " + Terminal.visible(key))) }
        if row.values.isEmpty, row.action != .modified {
            let owner = row.action == .removed ? outline.names.from : outline.names.to
            lines.append("      only on \(Terminal.visible(owner))")
        }
        let names = [cut(outline.names.from), cut(outline.names.to)]
        let longest = names.map { Terminal.width(of: $0) }.max() ?? 0
        for values in row.values {
            if let part = values.part { lines.append(block("      ", part)) }
            for (name, value) in zip(names, [values.from, values.to]) {
                guard let value else { continue }
                let blanks = String(repeating: " ", count: longest - Terminal.width(of: name) + 2)
                lines.append(block("        \(name)\(blanks)", value.isEmpty ? "(empty)" : value))
            }
        }
        return lines
    }

    private func schema(_ schema: ConnectorSchemaDiff) -> [String] {
        var lines = ["  " + style.strong(Terminal.visible(schema.connector))]
        if !schema.diff.unreadable.isEmpty {
            let names = schema.diff.unreadable.map(\.spelling).joined(separator: ", ")
            lines.append(block("  ! ", "not decided, since a definition cannot be read: \(names)"))
        }
        return lines
            + SchemaChangesText(schema.diff, listsNames: true, listsAll: listsAll, style).lines.map { "  " + $0 }
    }

    /// A text behind a mark, its further lines below its beginning.
    private func block(_ mark: String, _ text: String, painted: (String) -> String = { $0 }) -> String {
        let indent = String(repeating: " ", count: Terminal.width(of: mark))
        let lines = FoldedText.lines(
            Terminal.visible(text),
            width: max(width - Terminal.width(of: mark), 20)
        )
        return lines.enumerated().map { number, line in painted((number == 0 ? mark : indent) + line) }
            .joined(separator: "\n")
    }

    private func mark(_ row: ServerRow) -> String {
        switch row.action {
        case .removed: "  - "
        case .added: "  + "
        case .modified: "  ~ "
        }
    }

    private func paint(_ row: ServerRow, _ line: String) -> String {
        switch row.action {
        case .removed: style.bad(line)
        case .added: style.good(line)
        case .modified: style.attention(line)
        }
    }

    /// A server's name as a heading, safe to print.
    private func cut(_ name: String) -> String {
        let name = Terminal.visible(name)
        return name.count <= fitting.value ? name : name.prefix(fitting.value - 1) + "…"
    }
}
