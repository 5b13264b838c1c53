import Directory
import DirectorySchema

/// Which rows of a matrix come first: contradictions that rules merge, others, what is missing, what differs otherwise.
struct MatrixOrder {
    let merged: Set<AttributeName>

    func isMerged(_ row: MatrixRow) -> Bool { row.element == .attribute && merged.contains(row.name) }

    /// Rows of one rank stay in the order of their names.
    func precedes(_ one: MatrixRow, _ other: MatrixRow) -> Bool {
        (rank(one), one.name, place(one)) < (rank(other), other.name, place(other))
    }

    private func rank(_ row: MatrixRow) -> Int {
        guard !isMerged(row) else { return 0 }
        return 1 + (MatrixRow.Verdict.allCases.firstIndex(of: row.verdict) ?? 0)
    }

    private func place(_ row: MatrixRow) -> Int { row.element == .attribute ? 0 : 1 }
}
