public import Diagnostics

/// What a synchronization made of connector spaces that were handed over whole.
public struct SynchronizationResult: Sendable {
    /// The metaverse, ascending by identity.
    public var metaverse: [MetaverseObject] = []
    /// The link of every connector space object that has one.
    public var links: [ConnectorSpaceIdentity: MetaverseID] = [:]
    /// What the tenant should hold, ascending by anchor.
    public var images: [ExportImage] = []
    /// What waits to be written back to forests, forest by forest.
    public var writeBacks: [WaitingWriteBack] = []
    /// How many objects were projected into the metaverse in this run.
    public var projected = 0
    /// How many objects were joined to one that was there.
    public var joined = 0
    /// How many objects no rule links.
    public var disconnected = 0
    /// What went wrong with single objects.
    public var errors: [ObjectError] = []
    /// Attributes that expressions of the rules name and the connector's schema does not have, or spells otherwise.
    public var findings: [Diagnostic] = []

    /// An empty result.
    public init() {}
}
