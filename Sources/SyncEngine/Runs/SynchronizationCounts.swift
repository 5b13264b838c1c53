public import Diagnostics

/// What a synchronization did, in numbers.
public struct SynchronizationCounts: Sendable {
    /// How many metaverse objects there are, by class in the metaverse's spelling.
    public var metaverse: [String: Int] = [:]
    /// How many images for tenants there are.
    public var images = 0
    /// How many objects were projected.
    public var projected = 0
    /// How many objects were joined to one that was there.
    public var joined = 0
    /// How many objects no rule links, or links any more.
    public var disconnected = 0
    /// References that lead to nothing in the connector space: how many, and of which objects; of these few are named.
    public var lost = LostReferences()
    /// What went wrong with single objects, in an order that does not depend on that of the objects.
    public var errors: [ObjectError] = []
    /// Attributes that expressions name and schemas do not have, or spell otherwise.
    public var findings: [Diagnostic] = []

    /// How many metaverse objects were worked out.
    public var evaluated = 0
    /// Why every object was worked out where those would do that have changed.
    public var fullBecause: String?

    /// Nothing.
    public init() {}
}
