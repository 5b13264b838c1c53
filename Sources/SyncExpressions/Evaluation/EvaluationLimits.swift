/// How much one evaluation may do.
public struct EvaluationLimits: Sendable, Hashable {
    /// The most nodes that are visited.
    public let steps: Int
    /// The longest text or byte string that may result, in bytes.
    public let size: Int

    /// Enough for every rule that was ever seen, and little enough to be over in milliseconds.
    public static let standard = EvaluationLimits(steps: 100_000, size: 4 * 1024 * 1024)

    /// Makes limits.
    public init(steps: Int, size: Int) {
        self.steps = steps
        self.size = size
    }
}
