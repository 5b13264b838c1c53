import Directory
import SyncRules

/// Tells which metaverse objects rules may join an object of a forest to, or make one for.
///
/// It is asked of every object that is worked out, so that nearly all of them need not be read again.
struct OutwardFilter: Sendable {
    let connector: ConnectorID
    /// The rules towards the forest.
    let rules: [CompiledRule]
    /// What makes the keys of values.
    let keys: JoinKeys
    /// The keys of the values that objects have which may be joined.
    let asked: Set<UInt64>
}
