/// Who holds a workspace while something in it changes.
public struct TaskHolder: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The task, such as `schema refresh`.
    public let task: String
    /// The account and host.
    public let owner: String
    /// The machine that the process runs on.
    public let host: String
    /// The process.
    public let processIdentifier: Int32
    /// Since when, ISO 8601 in UTC.
    public let since: String
    /// When it last said that it is alive; nothing of one that has not yet.
    public var renewed: String?

    /// Makes a holder; where no host is given, it is what stands behind the owner's `@`.
    public init(
        task: String,
        owner: String,
        host: String? = nil,
        processIdentifier: Int32,
        since: String,
        renewed: String? = nil
    ) {
        self.task = task
        self.owner = owner
        self.host = host ?? owner.split(separator: "@").last.map { String($0) } ?? owner
        self.processIdentifier = processIdentifier
        self.since = since
        self.renewed = renewed
    }

    /// Whether it is a synchronization, whoever began it.
    public var isSynchronization: Bool { ["sync", "run", "scheduler"].contains { task.hasPrefix($0) } }

    /// Who, which process, which task, since when: a clause for people.
    public var description: String { "\(owner), process \(processIdentifier), \(task) since \(since)" }
}
