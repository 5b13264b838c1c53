/// Something that waits to be written back to a forest, beside the object that it is for.
public struct WaitingWriteBack: Sendable, Hashable {
    /// The number of the object in the store.
    public let number: Int64
    /// The object as it was last imported.
    public let object: ConnectorSpaceObject
    /// What it should have.
    public let change: WriteBack

    /// Puts the parts together.
    public init(number: Int64, object: ConnectorSpaceObject, change: WriteBack) {
        self.number = number
        self.object = object
        self.change = change
    }
}
