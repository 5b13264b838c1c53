/// Who holds a workspace while something in it changes.
public struct TaskHolder: Sendable, Hashable, Codable {
    /// The task, such as `schema refresh`.
    public let task: String
    /// The account and host.
    public let owner: String
    /// The process.
    public let processIdentifier: Int32
    /// Since when, ISO 8601 in UTC.
    public let since: String

    /// Makes a holder.
    public init(task: String, owner: String, processIdentifier: Int32, since: String) {
        self.task = task
        self.owner = owner
        self.processIdentifier = processIdentifier
        self.since = since
    }
}

/// One task at a time may change a workspace; showing and planning need no lock.
public protocol TaskLock: Sendable {
    /// Runs the body alone, or throws at once naming the holder.
    func withLock<Result: Sendable>(
        _ holder: TaskHolder,
        _ body: () async throws -> Result
    ) async throws -> Result
}
