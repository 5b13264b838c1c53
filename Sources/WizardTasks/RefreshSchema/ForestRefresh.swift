import Directory
public import DirectorySchema
public import SyncRules

/// What a refresh found out about one forest.
public struct ForestRefresh: Sendable, Hashable, Codable {
    /// How it went.
    public enum State: String, Sendable, Hashable, Codable {
        /// The whole schema was read.
        case read
        /// It could not be read whole; its cache and rules stay as they are.
        case failed
        /// It was not selected; its cache and rules stay as they are.
        case unselected
    }

    /// The forest's connector.
    public let connector: ConnectorID
    /// The forest's name.
    public let name: String
    /// How it went.
    public let state: State
    /// Where the schema was read.
    public let source: String?
    /// The fingerprint of the live schema, 64 hexadecimal digits.
    public let liveDigest: String?
    /// The forest that the live schema says it is of, a DNS name; nothing where it does not say.
    public let liveForest: String?
    /// The forest that the cached schema says it is of.
    public let cachedForest: String?
    /// The version that is cached; nothing before the first refresh.
    public let cachedVersion: Int?
    /// The `objectVersion` of the cached schema.
    public let cachedObjectVersion: Int64?
    /// The `objectVersion` of the live schema.
    public let liveObjectVersion: Int64?
    /// How many classes the live schema has; for a forest that was not read, the cached one.
    public let classes: Int
    /// How many attributes it has.
    public let attributes: Int
    /// How the live schema differs from the cached one, without what is held back.
    public let diff: SchemaDiff
    /// What classes gain and lose through others; nothing of a first reading.
    public let effective: [EffectiveChange]
    /// What the differences do to rules, in the order of the differences; nothing of a first reading.
    public let impacts: [SchemaImpact]
    /// Differences that decisions hold back; they are not in `diff`.
    public let held: [HeldChange]
    /// Decisions about differences in `diff`: they were accepted, or the time for which they were ignored is over.
    public let accepted: [SchemaDecision]
    /// Definitions that could not be read; they are kept, and never count as removed.
    public let unreadable: [UnreadableDefinition]
    /// Why it failed.
    public let failure: String?
    /// Signs that the schema was not read whole.
    public var doubts: [SchemaDoubt] = []

    /// The forest behind a server's name for itself: the domain that its object is in, or that its host is in.
    static func forest(of server: String?) -> String? {
        guard let server, !server.isEmpty else { return nil }
        if let name = DistinguishedName(server)?.dnsName { return name.lowercased() }
        let domain = server.split(separator: ".").dropFirst().joined(separator: ".")
        return domain.isEmpty ? nil : domain.lowercased()
    }

    /// Whether something about the forest's schema would change.
    public var changes: Bool { state == .read && (!diff.isEmpty || cachedVersion == nil) }
}
