/// What switching staging mode would do.
public struct StagingContent: Sendable, Hashable, Codable {
    /// Whether staging mode is on now.
    public let from: Bool
    /// Whether it would be on then.
    public let to: Bool
    /// How many additions, updates and deletions wait to be exported.
    public let pending: [String: Int]
}
