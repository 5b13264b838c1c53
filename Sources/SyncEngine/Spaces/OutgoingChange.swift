public import Directory

/// A change on its way to a target, with the name under which the target can be asked for it.
public struct OutgoingChange: Sendable, Hashable {
    /// How far it is.
    public enum State: String, Sendable, Hashable, Codable {
        /// It has certainly not left; earlier versions wrote such rows.
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
        /// The place of the change in the outbox.
        public let sequence: Int64
        /// What the target said; nothing where it has not come and never will.
        public let result: ExportResult?

        /// Notes an outcome.
        public init(_ change: OutgoingChange, _ result: ExportResult?) {
            sequence = change.sequence
            self.result = result
        }
    }

    /// Its place in the outbox.
    public let sequence: Int64
    /// The name.
    public let operation: EntryUUID
    /// The change.
    public let change: PendingExport

    /// Names a change: `name` with the place in the outbox as its last four bytes.
    public init(sequence: Int64, named name: EntryUUID, change: PendingExport) {
        self.sequence = sequence
        self.change = change
        operation = Self.name(name, at: sequence)
    }

    /// The name of a change at a place in the outbox.
    static func name(_ name: EntryUUID, at sequence: Int64) -> EntryUUID {
        EntryUUID(high: name.high, low: name.low & ~0xFFFF_FFFF | UInt64(UInt32(truncatingIfNeeded: sequence)))
    }
}
