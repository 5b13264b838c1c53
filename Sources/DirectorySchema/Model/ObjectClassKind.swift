/// What a class may be used for (RFC 4512 section 2.4; MS-ADTS 3.1.1.2.4.4 objectClassCategory).
public enum ObjectClassKind: String, Sendable, Hashable, Codable {
    /// May be an entry's own class. Active Directory's category 0, from before 1993, is used the same way.
    case structural
    /// Only a superior for other classes.
    case abstract
    /// Adds attributes to entries or classes.
    case auxiliary

    /// Reads Active Directory's `objectClassCategory`: 0 and 1 structural, 2 abstract, 3 auxiliary.
    public init?(category: Int64) {
        switch category {
        case 0, 1: self = .structural
        case 2: self = .abstract
        case 3: self = .auxiliary
        default: return nil
        }
    }
}
