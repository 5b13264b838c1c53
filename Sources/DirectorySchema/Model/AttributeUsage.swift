/// What an attribute is for (RFC 4512 section 4.1.2).
public enum AttributeUsage: String, Sendable, Hashable, Codable {
    /// Data of users.
    case userApplications
    /// The directory's own, the same on all servers.
    case directoryOperation
    /// The directory's own, shared between servers.
    case distributedOperation
    /// One server's own.
    case dSAOperation

    /// Reads the word of a definition, whatever its case.
    init?(word: String) {
        switch word.lowercased() {
        case "userapplications": self = .userApplications
        case "directoryoperation": self = .directoryOperation
        case "distributedoperation": self = .distributedOperation
        case "dsaoperation": self = .dSAOperation
        default: return nil
        }
    }
}
