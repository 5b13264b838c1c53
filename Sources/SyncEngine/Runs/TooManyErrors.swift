public import Diagnostics

/// A synchronization has had more errors with objects than it may have, and ended where it stood.
///
/// What it has written by then is a part: whoever runs it takes its transaction back.
public struct TooManyErrors: Error, Sendable, Hashable {
    /// The errors that there were, in an order that does not depend on that of the objects: the passes look at objects in
    /// a determined order, so that these are the same whenever the run is repeated.
    public let errors: [ObjectError]
    /// How many metaverse objects were worked out; the others were not looked at.
    public let evaluated: Int
    /// What is doubtful about the rules, and may be the cause.
    public let findings: [Diagnostic]
}
