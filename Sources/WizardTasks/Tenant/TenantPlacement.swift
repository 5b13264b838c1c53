public import CloudTenant

/// Where a workspace's tenant is.
public enum TenantPlacement: Sendable {
    /// In a file, and decided upon by this process.
    case file(Tenant)
    /// Behind an address, where another process decides.
    case address(TenantAddress)
}
