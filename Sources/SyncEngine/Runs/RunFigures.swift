/// What a run counted, for whoever compares runs.
public struct RunFigures: Sendable, Hashable, Codable {
    /// How many objects the forests had.
    public let objects: Int
    /// How many of them were new, changed and gone.
    public let imported: Changes
    /// How many changes were due for the tenant; nothing where it did not come that far.
    public let pending: Changes?

    /// Additions, updates and deletions.
    public struct Changes: Sendable, Hashable, Codable {
        /// How many are new.
        public let added: Int
        /// How many differ.
        public let updated: Int
        /// How many are gone.
        public let deleted: Int

        /// Makes counts.
        public init(added: Int, updated: Int, deleted: Int) {
            self.added = added
            self.updated = updated
            self.deleted = deleted
        }
    }

    /// Makes figures.
    public init(objects: Int, imported: Changes, pending: Changes?) {
        self.objects = objects
        self.imported = imported
        self.pending = pending
    }
}
