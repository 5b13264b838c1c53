/// What an expression tells a flow to do.
public enum FlowResult: Sendable, Hashable {
    /// Write the value.
    case value(ExpressionValue)
    /// Contribute nothing; a rule of lower standing may.
    case null
    /// Leave the target empty, whatever rules of lower standing say.
    case authoritativeNull
    /// As if the flow were not there: where no other flow gives a value, the target keeps the one that it has.
    case ignore
}
