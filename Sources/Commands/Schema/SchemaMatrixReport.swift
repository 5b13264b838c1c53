import Directory
import DirectorySchema
import WizardTasks

/// Schemas beside each other; as JSON version 1 of its form.
struct SchemaMatrixReport: Report {
    struct Result: Encodable {
        struct Conflict: Encodable {
            let kind: String
            let sentence: String
            let sides: [MatrixConflict.Side]
        }

        struct Cell: Encodable {
            let mark: String
            let name: String?
            let oid: String?
            let syntax: String?
            let syntaxName: String?
            let singleValued: Bool?
            let kind: String?
            let superior: String?

            init?(_ cell: MatrixCell) {
                guard cell.mark != .absent else { return nil }
                mark = cell.mark.rawValue
                name = cell.definition?.name.spelling
                oid = cell.definition?.oid?.dotted
                syntax = cell.definition?.syntax?.ldap
                syntaxName = cell.definition?.syntax?.name
                singleValued = cell.definition?.isSingleValued
                kind = cell.definition?.kind?.rawValue
                superior = cell.definition?.superior?.spelling
            }
        }

        struct Row: Encodable {
            let element: String
            let name: String
            let verdict: String
            let facets: [String]
            let conflicts: [Conflict]
            let missing: [String]
            /// A forest that does not have it has null.
            let cells: [String: Cell?]
        }

        struct Failure: Encodable {
            let attribute: String
            let kind: String
            let rules: [String]
            let destinations: [String]
            let sentence: String
        }

        let version = 1
        let forests: [String]
        let rows: [Row]
        let errors: [Failure]
        /// Forests without a column, since they have never been read.
        let unread: [String]
        /// Names that fit nothing.
        let unknown: [String]
        let problems: [SchemaFileProblem]
    }

    static let kind = "schema.matrix"
    static let isEnveloped = false

    let result: Result
    private let text: MatrixText

    init(_ reading: SchemaMatrixReading, patterns: [NamePattern], listsAll: Bool) {
        let matrix = reading.matrix
        let merged = Dictionary(grouping: reading.merged, by: \.attribute)
        let order = MatrixOrder(merged: Set(merged.keys))
        let rows = matrix.rows.filter { listsAll || $0.verdict != .agree }
        let unknown = patterns.filter { pattern in !matrix.rows.contains(where: pattern.matches) }.map(\.text)
        text = MatrixText(reading, rows: rows.sorted(by: order.precedes), unknown: unknown, order: order)
        result = Result(
            forests: matrix.forests,
            rows: rows.map { row in
                Result.Row(
                    element: row.element.rawValue,
                    name: row.name.spelling,
                    verdict: row.verdict.rawValue,
                    facets: row.facets.map(\.rawValue),
                    conflicts: row.conflicts.map {
                        Result.Conflict(kind: $0.kind.rawValue, sentence: $0.sentence, sides: $0.sides)
                    },
                    missing: row.missing,
                    cells: Dictionary(
                        zip(matrix.forests, row.cells.map(Result.Cell.init)),
                        uniquingKeysWith: { first, _ in first }
                    )
                )
            },
            errors: reading.merged.map {
                Result.Failure(
                    attribute: $0.attribute.spelling,
                    kind: $0.conflict.kind.rawValue,
                    rules: $0.rules,
                    destinations: $0.destinations.map(\.spelling),
                    sentence: $0.sentence
                )
            },
            unread: reading.unread,
            unknown: unknown,
            problems: reading.problems
        )
    }

    func text(_ style: Style) -> String { text.text(style) }
}
