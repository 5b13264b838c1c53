/// Why a forest could not be read; what LDAP itself has to say is an `LDAPError`.
public struct ConnectorError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is; more may be added.
    public struct Code: Sendable, Hashable {
        /// The word for it.
        public let word: String

        /// The server is not a directory that Dryad can read a schema from.
        public static let noSchema = Code(word: "noSchema")
        /// The server shows a schema without a class or an attribute.
        public static let emptySchema = Code(word: "emptySchema")
        /// The schema changed while it was read, twice in a row.
        public static let schemaMoves = Code(word: "schemaMoves")
        /// The server does not say which domain it holds.
        public static let noPartition = Code(word: "noPartition")
        /// No server of a domain is known, or none of any domain can be read.
        public static let noServer = Code(word: "noServer")
        /// The attribute table is full.
        public static let tableFull = Code(word: "tableFull")
        /// A container that a filter names has another name now.
        public static let containerMoved = Code(word: "containerMoved")
        /// A file cannot be read whole.
        public static let unreadableFile = Code(word: "unreadableFile")
    }

    /// The kind.
    public let code: Code
    /// What happened and what to do.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
