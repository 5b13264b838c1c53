/// A rule while a script makes it.
struct ScriptDraft: Sendable, Hashable {
    var rule: PortableRule
    /// Where the script begins it.
    let offset: Int
    /// Why it cannot be taken over.
    var flaw: ScriptOrigin?
    /// Its place among the rules that were taken over; nothing before `Add-ADSyncRule`.
    var place: Int?
}
