/// What a refresh was asked for: enough to make its plan again.
public struct RefreshRequest: Sendable, Hashable, Codable {
    /// The names of the forests that are read, in the order of their creation.
    public let forests: [String]
    /// Schema sources that are read instead of a forest, by its name; their paths are absolute.
    public let files: [String: String]

    /// How rules are merged; nothing where people's versions stay and conflicts are only told.
    public let merge: RuleMergeRequest?

    /// Describes a request.
    public init(forests: [String], files: [String: String] = [:], merge: RuleMergeRequest? = nil) {
        self.forests = forests
        self.files = files
        self.merge = merge == RuleMergeRequest() ? nil : merge
    }
}
