/// One write that a change leads to in the tenant's store.
public enum TenantWrite: Sendable, Hashable {
    /// The object is stored, in place of one with the same anchor.
    case put(TenantObject)
    /// The object with this anchor goes.
    case remove(anchor: String)
}
