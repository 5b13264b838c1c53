public import CloudTenant
public import SyncEngine

/// What became of an export to the tenant.
public struct TenantExport: Sendable {
    /// A value that the tenant keeps back although it took the change.
    public struct Conflict: Sendable, Hashable {
        /// The change, by its place in the export.
        public let place: Int
        /// What is kept back.
        public let error: ProvisioningError
    }

    /// What became of each change, in the order in which they were sent.
    public internal(set) var results: [ExportResult] = []
    /// What is kept back since this export, in the order of the changes.
    public internal(set) var conflicts: [Conflict] = []
    /// How many seconds of the tenant's time went by in waiting for it.
    public internal(set) var waited: Int64 = 0
    /// Who writes into the tenant, where that is not the exporter.
    public internal(set) var activeWriter: TenantWriter?
}
