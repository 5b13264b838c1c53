/// One schema of a matrix, under the name of its forest.
public struct MatrixColumn: Sendable {
    /// The name, which no other column has.
    public let name: String
    /// The schema.
    public let snapshot: SchemaSnapshot

    /// Names a schema.
    public init(name: String, snapshot: SchemaSnapshot) {
        self.name = name
        self.snapshot = snapshot
    }
}
