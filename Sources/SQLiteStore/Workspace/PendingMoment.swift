/// A moment of which the store can tell what waited to be exported: when a run had ended, or now.
public struct PendingMoment: Sendable, Hashable {
    /// How many changes waited.
    public let count: Int
    /// The last row of notes that there was.
    let position: Int64
}
