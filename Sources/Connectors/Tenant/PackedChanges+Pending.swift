public import CloudTenant
public import Directory
public import SyncEngine

extension PackedChanges {
    /// Pending exports as they are handed over to a tenant, each with its name where there are names; `table` is the one that
    /// their entries belong to.
    public init(pending changes: [PendingExport], names: [TenantOperationID] = [], table: AttributeTable) {
        let packed = changes.enumerated().map { place, pending in
            PackedChange(
                operation: TenantConnector.operation(pending.operation),
                objectClass: pending.objectClass,
                anchor: pending.anchor,
                entry: pending.image.entry,
                attributes: pending.differing,
                operationID: names.indices.contains(place) ? names[place] : nil
            )
        }
        self.init(packed, table: table)
    }
}
