/// Looks again and again whether a refresh is due; changes nothing.
public struct WatchSchema: Sendable {
    private let check: CheckSchema
    private let surroundings: Surroundings

    /// Prepares the task.
    public init(in workspace: Workspace) {
        check = CheckSchema(in: workspace)
        surroundings = workspace.surroundings
    }

    /// Looks, reports what has changed, waits, and so on until it is cancelled; or, where that is asked for, until a
    /// refresh is due.
    ///
    /// The wait begins when a look has ended: a server that answers slowly is not asked twice at once. A store that is
    /// damaged ends it; a forest that cannot be asked does not.
    public func run(
        forests names: [String] = [],
        every interval: Duration,
        untilDue: Bool,
        report: (SchemaWatch.Change) throws -> Void
    ) async throws {
        var watch = SchemaWatch()
        while true {
            for change in watch.take(try await check.run(forests: names), at: surroundings.date) { try report(change) }
            if untilDue, watch.isDue { return }
            try await surroundings.wait(interval)
        }
    }
}
