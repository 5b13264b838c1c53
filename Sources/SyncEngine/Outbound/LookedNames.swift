/// Which of some metaverse objects are exported, and under which names; one after another, so that none has memory of its own.
struct LookedNames: Sendable {
    /// The objects that are exported, each with where its name ends.
    var objects: [(identifier: MetaverseID, end: Int)] = []
    var names: [UInt8] = []
}
