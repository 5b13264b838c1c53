/// What can be said of an attribute of an object in the tenant.
public enum TenantValue: Sendable, Hashable {
    /// Nobody has said: the seed was silent, and nothing was written since.
    case unknown
    /// Its values; none where it is known to be empty.
    case values([[UInt8]])
}
