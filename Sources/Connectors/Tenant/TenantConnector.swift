public import CloudTenant
public import Directory
public import SyncEngine

/// Exports to the simulated tenant in this process.
public struct TenantConnector: ExportTarget {
    private let tenant: Tenant
    private let table: AttributeTable

    /// Connects; `table` is the one that the exports' entries belong to.
    public init(tenant: Tenant, table: AttributeTable) {
        self.tenant = tenant
        self.table = table
    }

    /// Sends changes in order and says of each what became of it, in the same order.
    public func export(_ changes: [PendingExport]) async throws -> [ExportResult] {
        try await tenant.process(changes.map(change)).map { verdict in
            switch verdict {
            case .accepted: .accepted
            case .rejected(let code, let message): .rejected(code: code, message: message)
            }
        }
    }

    private func change(_ pending: PendingExport) -> TenantChange {
        let operation: TenantChange.Operation =
            switch pending.operation {
            case .add: .add
            case .update: .update
            case .delete: .delete
            }
        return TenantChange(
            operation: operation,
            objectClass: pending.objectClass,
            anchor: pending.anchor,
            name: pending.image.entry.dn,
            attributes: pending.operation == .delete ? [] : pending.changed.map { attribute($0, pending.image.entry) }
        )
    }

    private func attribute(_ name: AttributeName, _ entry: PackedEntry) -> TenantChange.Attribute {
        let values = table.existing(name).map { entry.values(of: $0).map { Array($0) } } ?? []
        return TenantChange.Attribute(name: name, values: values)
    }
}
