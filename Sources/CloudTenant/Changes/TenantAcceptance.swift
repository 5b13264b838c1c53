/// What an accepted change did.
public struct TenantAcceptance: Sendable, Hashable {
    /// How the object was found or made.
    public enum Effect: String, Sendable, Hashable, Codable {
        /// There was none, and it was made.
        case created
        /// It was there under the source anchor, and belongs to the synchronizing side now.
        case hardMatched
        /// It was found by its name or address, and has the source anchor now.
        case softMatched
        /// It is synchronized already, and has the new values.
        case updated
        /// It was deleted, and is there again.
        case restored
        /// It has gone; a user can be restored for a while.
        case deleted
        /// It had gone before: a deletion whose answer was lost comes twice.
        case alreadyGone
    }

    /// The object.
    public let id: TenantObjectID
    /// How it was found or made.
    public let effect: Effect
    /// Values that are kept back from now on; those that were kept back before are not told again.
    public let conflicts: [ProvisioningError]

    /// Makes an acceptance.
    public init(id: TenantObjectID, effect: Effect, conflicts: [ProvisioningError] = []) {
        self.id = id
        self.effect = effect
        self.conflicts = conflicts
    }
}
