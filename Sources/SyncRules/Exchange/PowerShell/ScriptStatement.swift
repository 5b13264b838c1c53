/// One statement of a script, understood or refused.
struct ScriptStatement: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case assignment(variable: String, type: String?, ScriptPipeline)
        case pipeline(ScriptPipeline)
        case refused(ScriptRefusal)
    }

    let kind: Kind
    /// The byte where it begins.
    let offset: Int
    /// Every variable that occurs in it: what a refused statement may have changed.
    let variables: Set<String>
    /// Every name that could be a command in it.
    let words: Set<String>
}
