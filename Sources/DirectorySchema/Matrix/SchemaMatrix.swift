import Directory

/// Several schemas beside each other: one row for each attribute and class, one column for each forest.
///
/// What differs is told as `SchemaDiff` tells it, by meaning, and only in what both sides can say at all.
public struct SchemaMatrix: Sendable, Hashable {
    /// The names of the columns.
    public let forests: [String]
    /// All rows, ascending by name, the attribute before the class where both have it.
    public let rows: [MatrixRow]

    /// Puts schemas beside each other.
    public init(_ columns: [MatrixColumn]) {
        forests = columns.map(\.name)
        let builder = MatrixBuilder(columns)
        rows = (builder.attributes() + builder.classes()).sorted { one, other in
            (one.name, one.element == .objectClass ? 1 : 0) < (other.name, other.element == .objectClass ? 1 : 0)
        }
    }

    private init(forests: [String], rows: [MatrixRow]) {
        self.forests = forests
        self.rows = rows
    }

    /// The same with the rows alone that one of the patterns fits; all of them where there is no pattern.
    ///
    /// A row is found by each name that a schema has for it.
    public func selecting(_ patterns: [NamePattern]) -> SchemaMatrix {
        guard !patterns.isEmpty else { return self }
        return SchemaMatrix(forests: forests, rows: rows.filter { row in patterns.contains { $0.matches(row) } })
    }
}
