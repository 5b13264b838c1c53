/// About how long the runs after a refresh will take, by the last run that succeeded.
public struct RunEstimate: Sendable, Hashable, Codable {
    /// How many objects of forests are in connector spaces.
    public let objects: Int
    /// How long the last run took that succeeded, in whole seconds; nothing where there was none.
    public let seconds: Int?
    /// When that was, ISO 8601 in UTC.
    public let lastRun: String?
}
