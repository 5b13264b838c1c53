public import Directory

/// What all schemas of a matrix say of one attribute or class.
public struct MatrixRow: Sendable, Hashable {
    /// How they agree; the worst of what is there.
    public enum Verdict: String, Sendable, Hashable, Codable, CaseIterable {
        /// Two of them contradict each other.
        case conflict
        /// Some do not have it.
        case missing
        /// All have it that can, not all the same.
        case differs
        /// All say the same.
        case agree
    }

    /// Whether it is an attribute or a class.
    public let element: SchemaChange.Element
    /// Its name, as the first schema spells it that has it.
    public let name: AttributeName
    /// How the schemas agree.
    public let verdict: Verdict
    /// The properties in which some two of them differ, in the order of `SchemaFacet.Kind`.
    public let facets: [SchemaFacet.Kind]
    /// What contradicts itself.
    public let conflicts: [MatrixConflict]
    /// The forests that do not have it.
    public let missing: [String]
    /// One cell for each column.
    public let cells: [MatrixCell]
}
