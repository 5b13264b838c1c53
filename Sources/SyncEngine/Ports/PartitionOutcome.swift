/// How the reading of one partition ended.
public enum PartitionOutcome: Sendable, Hashable {
    /// Everything that it holds has been delivered: what did not come is not there.
    case complete
    /// What there was has been delivered, and more may be missing: what came is taken, what did not come stays. The reason is
    /// one sentence or two.
    case partial(reason: String)
    /// It was not read to its end, or not at all: what did not come may be there. The reason is one sentence.
    case incomplete(reason: String)
}
