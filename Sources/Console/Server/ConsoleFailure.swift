/// Why the console cannot run.
struct ConsoleFailure: Error, Sendable, CustomStringConvertible {
    /// What happened and what to do.
    let description: String

    init(_ description: String) { self.description = description }
}
