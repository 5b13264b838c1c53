/// What came of a program that ran on packed bytes.
public enum PackedOutcome: UInt8, Sendable {
    /// The program does not decide this case; the evaluator of whole values does.
    case undecided
    /// No value: a rule of lower standing has its turn.
    case nothing
    /// As if the flow were not there.
    case ignored
    /// The target stays empty, whatever rules of lower standing say.
    case blocked
    /// A value, or several, have been written.
    case written
}
