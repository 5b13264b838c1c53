public import Directory

/// Something that waits to be written back to a forest, beside the object that it is for.
public struct WaitingWriteBack: Sendable, Hashable {
    /// What is done: an object changes, or one is made in the copy of the forest, or deleted there.
    public let operation: PendingExport.Operation
    /// The number by which what waits is ordered: of the object in the store, or of what is made or deleted.
    public let number: Int64
    /// The object as it was last imported; one that is new has a name and nothing else.
    public let object: ConnectorSpaceObject
    /// What it should have; nothing where it is deleted.
    public let change: WriteBack

    /// Puts the parts together for an object that changes.
    public init(number: Int64, object: ConnectorSpaceObject, change: WriteBack) {
        operation = .update
        self.number = number
        self.object = object
        self.change = change
    }

    /// Describes an object that is made, or one that is deleted and has `now` what is given.
    public init(
        _ operation: PendingExport.Operation,
        of object: ConnectorSpaceObject,
        now: PackedEntry,
        number: Int64
    ) {
        self.operation = operation
        self.number = number
        var packer = EntryPacker()
        packer.begin(dn: object.entry.dn)
        let named = packer.finish()
        let isNew = operation == .add
        self.object = object.having(isNew ? named : now)
        change = WriteBack(
            values: isNew ? object.entry.named("") : named.named(""),
            attributes: isNew ? object.entry.attributes : [],
            merged: []
        )
    }
}
