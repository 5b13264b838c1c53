/// Something that changes are exported to.
public protocol ExportTarget: Sendable {
    /// Sends changes in order and says of each what became of it, in the same order.
    func export(_ changes: [PendingExport]) async throws -> [ExportResult]
}

/// What became of one exported change.
public enum ExportResult: Sendable, Hashable {
    /// The target took it.
    case accepted
    /// The target refused it: its code and its words.
    case rejected(code: String, message: String)
}
