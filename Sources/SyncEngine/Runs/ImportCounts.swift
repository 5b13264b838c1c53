/// What an import did, in numbers of objects.
public struct ImportCounts: Sendable, Hashable, Codable {
    /// Objects that were not known.
    public var added = 0
    /// Objects that differ from what was known.
    public var updated = 0
    /// Those of them that have another distinguished name.
    public var renamed = 0
    /// Objects that are gone.
    public var deleted = 0
    /// Objects that are as they were, and those that could not be read.
    public var unchanged = 0

    /// Counts nothing.
    public init() {}

    /// How many objects there are now.
    public var total: Int { added + updated + unchanged }

    /// Adds up.
    public static func += (left: inout ImportCounts, right: ImportCounts) {
        left.added += right.added
        left.updated += right.updated
        left.renamed += right.renamed
        left.deleted += right.deleted
        left.unchanged += right.unchanged
    }
}
