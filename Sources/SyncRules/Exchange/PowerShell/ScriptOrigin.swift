/// A statement after which something is not known any more.
struct ScriptOrigin: Sendable, Hashable {
    /// The byte where the statement begins.
    let offset: Int
    /// What can be said of the value, for a message: "Get-ADSyncRule asks a server".
    let reason: String
    /// Whether the statement is in the list of problems already.
    let isTold: Bool
}
