/// Why bytes are not a packed entry.
public enum PackedEntryError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The format is one that this build does not know.
    case unknownFormat(UInt8)
    /// The bytes end too early, overlap or are out of order.
    case damaged(String)

    /// One sentence.
    public var description: String {
        switch self {
        case .unknownFormat(let version): "The entry is packed in format \(version), which this build cannot read."
        case .damaged(let what): "The packed entry is damaged: \(what)."
        }
    }
}
