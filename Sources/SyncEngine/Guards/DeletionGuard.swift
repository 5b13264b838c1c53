/// Stops an export that would delete more objects than somebody meant to.
///
/// The product that Dryad simulates has the same guard, on by default at 500; nothing at all is exported when it trips.
public struct DeletionGuard: Sendable, Hashable, Codable {
    /// The most deletions that pass.
    public let limit: Int

    /// The product's default.
    public static let standard = DeletionGuard(limit: 500)

    /// Makes a guard.
    public init(limit: Int) { self.limit = limit }

    /// Throws when more deletions are pending than pass.
    public func check(_ pending: [PendingExport]) throws(SyncEngineError) {
        let deletions = pending.count { $0.operation == .delete }
        guard deletions > limit else { return }
        throw SyncEngineError(
            .deletionGuard,
            "\(deletions) deletions are pending and the guard lets \(limit) pass. Nothing was exported. "
                + "See what would go with `dryad pending list`, and raise deletionGuard in dryad.yaml if it is meant."
        )
    }
}
