/// How much one evaluation may do.
public struct EvaluationLimits: Sendable, Hashable {
    /// The most steps: one for each node that is visited, for each value that a function is applied to, and for each 256
    /// bytes that a function is given.
    public let steps: Int
    /// The most bytes that a result, its values together, may have.
    public let size: Int

    /// Enough for every rule that was ever seen and for groups of some hundred thousand members, and little enough to be
    /// over in a moment.
    public static let standard = EvaluationLimits(steps: 2_000_000, size: 64 * 1024 * 1024)

    /// Makes limits.
    public init(steps: Int, size: Int) {
        self.steps = steps
        self.size = size
    }
}
