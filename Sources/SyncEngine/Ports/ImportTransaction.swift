/// An import that is being written: nothing of it can be seen before it is committed.
///
/// Partitions are written one after the other. What was written of a partition goes again unless it is kept.
public protocol ImportTransaction: Sendable {
    /// Makes the fingerprints of this store.
    var digest: EntryDigest { get }

    /// The partitions of which objects are known, ascending.
    func partitions() async throws -> [String]
    /// What is known of a partition, in no order.
    func known(of partition: String) async throws -> [KnownObject]
    /// How objects of a partition's simulated copy differ from those in the forest, by the keys of their anchors.
    func copies(of partition: String) async throws -> [AnchorKey: CopiedChange]

    /// What a partition's simulated copy has besides what the forest has.
    func made(of partition: String) async throws -> MadeObjects

    /// Begins to write a partition.
    func begin(_ partition: String) async throws
    /// Adds objects, and puts objects in place of those that have the numbers; says how many got another name by it.
    func write(
        added: [(object: ConnectorSpaceObject, digest: UInt64)],
        updated: [(number: Int64, object: ConnectorSpaceObject, digest: UInt64)]
    ) async throws -> Int
    /// Notes that the copy of the partition that is being written has been read as well, and what has become of changes, by
    /// the anchors of the objects; one without attributes is none any more.
    func confirmCopies(_ rebased: [[UInt8]: CopiedChange]) async throws
    /// Keeps what was written since the partition was begun.
    ///
    /// Objects that are new in it and known in another partition have moved, with all that belongs to them: this gives the
    /// numbers that they had there, where they are no more.
    func keep() async throws -> [Int64]
    /// Takes back what was written since the partition was begun.
    func discard() async throws

    /// The names of objects, as they were last imported, with the numbers.
    func names(of numbers: [Int64]) async throws -> [(number: Int64, name: String)]
    /// The names of objects of a partition that was kept, by their anchors.
    func names(ofAnchors anchors: [[UInt8]], in partition: String) async throws -> [[UInt8]: String]
    /// Removes objects; the forest has lost them, unless they were in its simulated copy alone.
    func delete(_ numbers: [Int64], areLost: Bool) async throws

    /// Notes up to where partitions have been imported, and that somebody should look at what an import has lost.
    func settle(_ counts: ImportCounts, watermarks: [Watermark], forgotten: [String]) async throws

    /// Makes everything that was kept visible at once.
    func commit() async throws
    /// Takes everything back.
    func abandon() async
}
