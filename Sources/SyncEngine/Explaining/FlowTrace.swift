public import SyncRules

/// What one flow of one rule says of one attribute of one object.
public struct FlowTrace: Sendable, Hashable {
    /// What became of what it says.
    public enum Outcome: Sendable, Hashable {
        /// Its values are the attribute's.
        case wins
        /// Its values are among the attribute's, which several rules give together.
        case merged
        /// It has values, and a rule of higher standing has spoken before it.
        case loses
        /// It gives nothing; rules of lower standing may.
        case empty
        /// It gives nothing and keeps rules of lower standing out: the attribute stays empty, but for what rules of higher
        /// standing have given that several rules give together.
        case authoritativeNull
        /// It is as if it were not there: the attribute keeps what it had where no other flow gives a value.
        case ignored
        /// It applies to new objects only, and this one is not new: what the attribute had stays, and rules of lower standing
        /// have their turn only where it had nothing, or where values come together.
        case onceOnly
        /// It failed, and with it the whole object.
        case failed(String)
        /// It cannot be computed.
        case unsupported(String)
    }

    /// The rule.
    public let rule: SyncRule
    /// The flow.
    public let flow: AttributeFlow
    /// Which of the linked objects it reads, by its place.
    public let member: Int
    /// What it gives by itself, ascending.
    public let values: [[UInt8]]
    /// What became of it.
    public let outcome: Outcome
}
