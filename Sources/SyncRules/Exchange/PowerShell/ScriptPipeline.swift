/// Commands that hand their results on, from a value or from the first command.
struct ScriptPipeline: Sendable, Hashable {
    /// What goes into the first command; nothing where it begins by itself.
    var input: ScriptExpression?
    var commands: [ScriptCommand]
}
