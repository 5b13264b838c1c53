/// One standard rule with its three versions.
struct RuleSlot {
    /// As it was last generated.
    var base: PortableRule?
    /// As it was generated anew.
    var ours: PortableRule?
    /// The place in the order of what was generated anew; nothing where it was not.
    var rank: Int?
    /// As the workspace, or the server, has it.
    var theirs: PortableRule?
    /// Its place in the list that it came from.
    var place: Int?
}
