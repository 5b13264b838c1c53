/// A part of a text in double quotes.
enum ScriptTextPart: Sendable, Hashable {
    /// Characters as they are.
    case text(String)
    /// A variable, with the places and members that follow its name within `$( )`.
    case variable(String, [ScriptAccess])
}
