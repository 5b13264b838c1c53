public import SyncRules

/// A connector space object that is other than it was when the last synchronization ended.
public struct ChangedObject: Sendable, Hashable {
    /// Its number in the store.
    public let number: Int64
    /// The connector it is of; nothing where it is not there any more.
    public let connector: ConnectorID?

    /// Makes the note of a change.
    public init(number: Int64, connector: ConnectorID?) {
        self.number = number
        self.connector = connector
    }
}
