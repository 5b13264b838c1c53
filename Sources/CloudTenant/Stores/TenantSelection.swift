/// Which objects of the tenant are meant.
public enum TenantSelection: Sendable, Hashable {
    /// Those that are not deleted.
    case present
    /// Those that are deleted and can be restored.
    case deleted
    /// Those that are present, and of which something is kept back or shown otherwise than it was sent.
    case attention
}
