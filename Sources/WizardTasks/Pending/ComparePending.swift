/// Compares the pending exports of two workspaces, or with a file of a server.
public struct ComparePending: Sendable {
    private let surroundings: Surroundings

    /// Prepares to read.
    public init(surroundings: Surroundings) { self.surroundings = surroundings }

    /// Compares what two paths hold: workspaces, or files of the product's `csexport`.
    public func run(_ first: String, _ second: String) async throws -> PendingComparison {
        PendingComparison(
            try await PendingSide.read(first, surroundings: surroundings),
            try await PendingSide.read(second, surroundings: surroundings)
        )
    }
}
