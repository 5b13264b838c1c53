public import Directory
public import SyncRules

/// An object that was imported from a target and that nothing here is joined to (entra-connect.md 4.1).
public struct Disconnector: Sendable, Hashable {
    /// Where it is.
    public let connector: ConnectorID
    /// Its source anchor, by which it is joined as soon as rules make an object with the same one.
    public let anchor: String
    /// Its class on the target's side.
    public let objectClass: AttributeName
    /// What it has.
    public let entry: PackedEntry
    /// The attributes that are known to be empty; nothing where all are that the entry does not have.
    ///
    /// What is neither here nor in the entry is unknown, and never a difference.
    public let empty: [AttributeID]?

    /// Notes an object.
    public init(
        connector: ConnectorID,
        anchor: String,
        objectClass: AttributeName,
        entry: PackedEntry,
        empty: [AttributeID]?
    ) {
        self.connector = connector
        self.anchor = anchor
        self.objectClass = objectClass
        self.entry = entry
        self.empty = empty
    }

    /// What the target has of an image that is joined to this object: as an export would have left it that brought nothing
    /// but what the target has.
    ///
    /// `flowing` are the attributes that rules write more than once; of others nothing is compared, since an object that was
    /// there before gets no first value, and what no rule writes no rule takes away.
    public func accepted(for image: PackedEntry, flowing: Set<AttributeID>) -> PackedEntry {
        var theirs: [AttributeID: [ArraySlice<UInt8>]] = [:]
        for attribute in Set(image.attributes).union(entry.attributes) where flowing.contains(attribute) {
            let values = Array(entry.values(of: attribute))
            let isKnown = !values.isEmpty || (empty.map { $0.contains(attribute) } ?? true)
            guard isKnown, Set(values) != Set(image.values(of: attribute)) else { continue }
            theirs[attribute] = values
        }
        guard !theirs.isEmpty else { return image }
        var packer = EntryPacker()
        packer.begin(dn: image.dn)
        for attribute in Set(image.attributes).union(theirs.keys).sorted() {
            for value in theirs[attribute] ?? Array(image.values(of: attribute)) { packer.add(attribute, value) }
        }
        return packer.finish()
    }
}
