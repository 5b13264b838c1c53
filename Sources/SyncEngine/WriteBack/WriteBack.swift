public import Directory

/// What rules want an object of a forest to have, of the attributes in which that differs from what it has.
public struct WriteBack: Sendable, Hashable {
    /// The values that the attributes should have; an attribute of `attributes` without values is to be emptied.
    ///
    /// Its DN is empty.
    public let values: PackedEntry
    /// The attributes that change, ascending by number.
    public let attributes: [AttributeID]
    /// Those of them to whose values rules add, instead of replacing them (merge flows), ascending by number.
    public let merged: [AttributeID]

    /// Puts the parts together.
    public init(values: PackedEntry, attributes: [AttributeID], merged: [AttributeID]) {
        self.values = values
        self.attributes = attributes
        self.merged = merged
    }
}
