/// What is to be written back to an object of a forest, and how far it is.
public struct HeldWriteBack: Sendable, Hashable {
    /// How far it is.
    public enum State: Int64, Sendable, Hashable {
        /// It waits.
        case waiting = 0
        /// It was written to the forest's simulated copy, and no import has read that yet.
        case written = 1
        /// It was written, and an import has passed since.
        case read = 2
    }

    /// What rules want.
    public let change: WriteBack
    /// How far it is.
    public let state: State

    /// Puts the parts together.
    public init(change: WriteBack, state: State) {
        self.change = change
        self.state = state
    }
}
