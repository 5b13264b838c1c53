/// What a refresh was asked for: enough to make its plan again.
public struct RefreshRequest: Sendable, Hashable, Codable {
    /// The names of the forests that are read, in the order of their creation.
    public let forests: [String]
    /// Schema sources that are read instead of a forest, by its name; their paths are absolute.
    public let files: [String: String]

    /// Describes a request.
    public init(forests: [String], files: [String: String] = [:]) {
        self.forests = forests
        self.files = files
    }
}
