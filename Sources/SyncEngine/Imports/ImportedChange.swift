public import Directory

/// One thing that a connector tells of what has changed since a watermark.
public enum ImportedChange: Sendable, Hashable {
    /// An object is there, new or changed, and this is all that it has now.
    case present(ConnectorSpaceObject)
    /// The object with this anchor has gone, or is none any more that rules take.
    case absent(anchor: [UInt8])
    /// The object that has this value of an attribute has gone.
    case absentValue(AttributeID, [UInt8])
    /// Every object has gone whose value of an attribute is not among these, and that was not told here otherwise.
    case onlyValues(AttributeID, Set<[UInt8]>)
}
