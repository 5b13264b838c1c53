/// A step from a value to something within it.
enum ScriptAccess: Sendable, Hashable {
    /// `[0]`.
    case element(Int)
    /// `.Name`.
    case member(String)
}
