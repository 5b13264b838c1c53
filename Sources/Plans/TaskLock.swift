/// One task at a time may change a workspace; showing and planning need no lock.
public protocol TaskLock: Sendable {
    /// Runs the body alone, or throws at once naming the holder.
    func withLock<Result: Sendable>(
        _ holder: TaskHolder,
        _ body: () async throws -> Result
    ) async throws -> Result
}
