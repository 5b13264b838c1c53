import Diagnostics
import Directory
import DirectorySchema
import WizardTasks

/// A matrix for people: one sentence, what rules merge, and a table.
struct MatrixText {
    private let reading: SchemaMatrixReading
    /// The rows that are shown, worst first.
    private let rows: [MatrixRow]
    private let unknown: [String]
    private let order: MatrixOrder

    init(_ reading: SchemaMatrixReading, rows: [MatrixRow], unknown: [String], order: MatrixOrder) {
        self.reading = reading
        self.rows = rows
        self.unknown = unknown
        self.order = order
    }

    private var matrix: SchemaMatrix { reading.matrix }

    func text(_ style: Style) -> String {
        var lines = [sentence(style)]
        lines += reading.unread.map {
            style.attention("~ \(Terminal.visible($0)) has no column")
                + ": its schema has never been read; `dryad schema refresh --yes` reads it."
        }
        lines += unknown.map { style.attention("~ \(Terminal.visible($0)) fits no attribute and no class.") }
        lines += reading.problems.filter(\.isCut).map { style.bad("! \(Terminal.visible($0.place)): \($0.reason).") }
        lines += reading.merged.map { style.bad("! ") + Terminal.visible($0.sentence) }
        if !rows.isEmpty { lines += ["", table(style), "", style.faint(legend)] }
        return lines.joined(separator: "\n")
    }

    private func sentence(_ style: Style) -> String {
        let forests = WordList.join(matrix.forests.map(Terminal.visible))
        guard matrix.forests.count > 1 else { return "Only \(forests) has a schema here: there is nothing to compare." }
        let all = matrix.rows
        let counts = "\(all.count) attributes and classes of \(forests)"
        let other = all.filter { !order.isMerged($0) }
        let parts = [
            (all.count - other.count, "in conflict where rules merge them"),
            (other.count { $0.verdict == .conflict }, "in conflict where no rule merges them"),
            (other.count { $0.verdict == .missing }, "missing in some"),
            (other.count { $0.verdict == .differs }, "different"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        guard !parts.isEmpty else {
            return all.isEmpty ? "Nothing fits in \(forests)." : style.good("All \(counts) agree.")
        }
        let text = "Of \(counts) \(all.count { $0.verdict == .agree }) agree: " + WordList.join(parts) + "."
        return reading.merged.isEmpty ? text : style.bad(text)
    }

    private func table(_ style: Style) -> String {
        var table = TextTable(["", "name"] + matrix.forests + [""])
        for row in rows {
            table.add(
                [row.element == .attribute ? "attribute" : "class", row.name.spelling]
                    + row.cells.map { cell($0, row) } + [remark(row)]
            )
        }
        let lines = table.lines(style)
        let painted = zip(lines.rows, rows).flatMap { lines, row -> [String] in
            lines.map { line -> String in
                switch row.verdict {
                case .conflict: order.isMerged(row) ? style.bad(line) : style.attention(line)
                case .missing, .differs, .agree: line
                }
            }
        }
        return (lines.heading + painted).joined(separator: "\n")
    }

    private func cell(_ cell: MatrixCell, _ row: MatrixRow) -> String {
        guard let one = cell.definition else { return cell.mark.rawValue }
        var words: [String] = []
        if one.name != row.name { words.append("as \(one.name)") }
        if let single = one.isSingleValued {
            words.append("\(one.syntax?.name ?? "syntax unknown"), \(single ? "one" : "many")")
        }
        if let kind = one.kind { words.append(kind.rawValue + (one.superior.map { " below \($0)" } ?? "")) }
        // Numbers only where they are the point.
        if row.conflicts.contains(where: { $0.kind == .oid || $0.kind == .name }), let oid = one.oid {
            words.append(oid.dotted)
        }
        return cell.mark.rawValue + " " + words.joined(separator: ", ")
    }

    private func remark(_ row: MatrixRow) -> String {
        var words = row.conflicts.map { conflict in
            guard conflict.kind == .name else { return "\(conflict.kind.title) conflict" }
            let others = conflict.sides.map(\.value).filter { $0.lowercased() != row.name.folded }
            return "the same OID as \(WordList.join(others))"
        }
        let contradicting = Set(row.conflicts.map(\.kind))
        let facets = row.facets.filter { facet in
            switch facet {
            case .syntax: !contradicting.contains(.syntax)
            case .singleValued: !contradicting.contains(.cardinality)
            case .oid: !contradicting.contains(.oid)
            default: true
            }
        }
        if !facets.isEmpty { words.append("differs in \(facets.map(\.title).joined(separator: ", "))") }
        return words.joined(separator: "; ")
    }

    private let legend =
        "= as most have it   ~ differs from that   ! contradicts   - not there   ? cannot be told   one, many: values"
}
