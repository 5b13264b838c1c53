/// One difference between two servers, other than in their rules and schemas.
public struct ServerChange: Sendable, Hashable, Codable {
    /// What kind of thing differs.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// A parameter or another setting.
        case setting
        /// A connector that only one of the servers has.
        case connector
        /// Whether a partition is read.
        case partition
        /// A class that is read from a partition.
        case objectClass
        /// A container whose objects are read, or are not.
        case container
        /// An attribute that is read.
        case attribute
        /// A run profile, or something of one.
        case runProfile
    }

    /// What it decides.
    public let area: ServerArea
    /// The connector, by its forest's name; nothing where it concerns the whole server.
    public let connector: String?
    /// The kind of thing.
    public let kind: Kind
    /// What it is, in people's words: `source anchor`, `OU=Sales,DC=corp,DC=example`, `mail`.
    public let subject: String
    /// The product's name for it; nothing where it has none, or where the subject is that name.
    public let key: String?
    /// The partition's distinguished name; nothing where it concerns none.
    public let partition: String?
    /// What the first server has; nothing where it has none.
    public let from: String?
    /// What the second server has; nothing where it has none.
    public let to: String?

    init(
        _ area: ServerArea,
        _ kind: Kind,
        _ subject: String,
        connector: String? = nil,
        key: String? = nil,
        partition: String? = nil,
        from: String?,
        to: String?
    ) {
        self.area = area
        self.connector = connector
        self.kind = kind
        self.subject = subject
        self.key = key
        self.partition = partition
        self.from = from
        self.to = to
    }

    /// Whether it comes before another: what matters first, then by connector, partition and name.
    func precedes(_ other: ServerChange) -> Bool {
        if area != other.area { return area < other.area }
        return order.lexicographicallyPrecedes(other.order)
    }

    private var order: [String] {
        [
            connector ?? "", partition?.lowercased() ?? "", kind.rawValue, subject.lowercased(), subject, key ?? "",
            from ?? "", to ?? "",
        ]
    }
}
