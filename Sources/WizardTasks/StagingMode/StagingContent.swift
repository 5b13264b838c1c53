/// What switching staging mode would do.
public struct StagingContent: Sendable, Hashable, Codable {
    /// Whether staging mode is on now.
    public let from: Bool
    /// Whether it would be on then.
    public let to: Bool
    /// How many additions, updates and deletions wait to be exported.
    public let pending: [String: Int]
    /// The same by class.
    public let kinds: [String: [String: Int]]
    /// Who else writes into the tenant; nothing where nobody does.
    public let otherWriter: String?
    /// True where nothing has been synchronized yet, so that nobody knows what would go out; nothing otherwise.
    public let isUnknown: Bool?
    /// How many objects of each forest wait to be written back; nothing where none do.
    public var writeBacks: [String: Int]?
}
