/// A change on its way to a target, with the name under which the target can be asked for it.
public struct OutgoingChange: Sendable, Hashable {
    /// How far it is.
    public enum State: String, Sendable, Hashable, Codable {
        /// It has certainly not left.
        case pending
        /// It has left, or is about to.
        case sent
        /// The target refused it.
        case rejected
        /// It may have left, and nobody knows what became of it.
        case unknown
    }

    /// What became of a change.
    public struct Outcome: Sendable, Hashable {
        /// The change.
        public let change: OutgoingChange
        /// What the target said; nothing where it has not come and never will.
        public let result: ExportResult?

        /// Notes an outcome.
        public init(_ change: OutgoingChange, _ result: ExportResult?) {
            self.change = change
            self.result = result
        }
    }

    /// The name: a GUID in its dashed form.
    public let operation: String
    /// The change.
    public let change: PendingExport

    /// Names a change.
    public init(operation: String, change: PendingExport) {
        self.operation = operation
        self.change = change
    }
}
