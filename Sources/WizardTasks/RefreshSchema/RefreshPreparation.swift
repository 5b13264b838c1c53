import Connectors
public import Plans
import SQLiteStore
import SyncRules

/// A plan to refresh the schema, with everything that applying it puts in place.
public struct RefreshPreparation: Sendable {
    /// The plan.
    public let plan: Plan<RefreshContent>

    let live: [ConnectorID: LiveSchema]
    let generation: GeneratedRules
    let files: [WaitingFile]
}
