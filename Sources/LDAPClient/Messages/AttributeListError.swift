/// Why the attributes of an entry cannot be taken.
enum AttributeListError: Error, Hashable {
    /// The bytes are no attribute list.
    case malformed
    /// There is no number left for an attribute.
    case tableFull
    /// An attribute's name says that this is a part of its values, and not which.
    case unclearRange(String)
}
