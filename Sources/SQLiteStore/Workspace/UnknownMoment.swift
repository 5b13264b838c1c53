/// Why nobody can tell what waited to be exported when a run had ended.
public enum UnknownMoment: Error, Sendable, Hashable, CustomStringConvertible {
    /// The history has no such run.
    case noRun
    /// The run is of an earlier version, which did not note what it wrote over.
    case neverKnown
    /// What was noted has gone from the store; of the runs of which it has not, this is the first.
    case forgotten(first: Int?)

    /// One sentence.
    public var description: String {
        switch self {
        case .noRun: "The history has no such run."
        case .neverKnown: "An earlier version of Dryad did the run, and did not note what waited at its end."
        case .forgotten: "What waited at the end of the run is not known any more."
        }
    }
}
