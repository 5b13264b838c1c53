public import Directory
public import DirectorySchema

/// A forest that single objects can be read from, without importing anything.
public protocol ObjectLookup: Sendable {
    /// Reads the objects that a question finds, a few at most; none where the forest shows none.
    func lookUp(
        _ question: ObjectQuestion,
        attributes: [AttributeName],
        schema: SchemaSnapshot,
        table: AttributeTable
    ) async throws -> [LiveObject]

    /// Why an import takes nothing for gone that is not shown, in one sentence; nothing where it does.
    func absenceDoubt() async throws -> String?
}

extension ObjectLookup {
    /// Nothing: a server that answers shows what there is.
    public func absenceDoubt() async throws -> String? { nil }
}

/// What single objects are looked for by.
public enum ObjectQuestion: Sendable, Hashable {
    /// The object of this name.
    case name(DistinguishedName)
    /// The objects that a filter finds.
    case filter(SearchFilter)

    /// How many objects are read at most: a question that finds more was too wide.
    static let limit = 20
}
