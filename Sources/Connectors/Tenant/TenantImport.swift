public import CloudTenant
public import Directory
public import SyncEngine

/// Reads back what was exported to the tenant: an export is certain only when an import has shown it.
///
/// What counts is what the tenant was sent and keeps, its shadows among it: an address that the tenant shows otherwise, or
/// keeps back, is no difference (entra-connect.md 4.2, 6.3).
public struct TenantImport: Sendable {
    /// How many objects are read in one look at the tenant.
    private static let batch = 1000

    private let tenant: Tenant
    private let table: AttributeTable

    /// Prepares an import; `table` is the one that the images' entries belong to.
    public init(tenant: Tenant, table: AttributeTable) {
        self.tenant = tenant
        self.table = table
    }

    /// Compares what the tenant has accepted with what it holds, object by object.
    public func compare(_ images: [ExportImage], report: (Int) -> Void) async throws -> TenantComparison {
        var comparison = TenantComparison()
        for start in stride(from: 0, to: images.count, by: Self.batch) {
            try Task.checkCancellation()
            let batch = Array(images[start..<min(start + Self.batch, images.count)])
            let found = try await tenant.store.read { [table] reading in
                try batch.map { image -> TenantComparison.Finding in
                    guard let object = try reading.object(anchor: image.anchor), object.deletedSince == nil else {
                        return .missing
                    }
                    return Self.compare(image, object, table, reading.table)
                }
            }
            for (image, finding) in zip(batch, found) { comparison.take(image, finding) }
            report(start + batch.count)
        }
        return comparison
    }

    private static func compare(
        _ image: ExportImage,
        _ object: TenantObject,
        _ table: AttributeTable,
        _ tenantTable: AttributeTable
    ) -> TenantComparison.Finding {
        var differences: [AttributeID: [[UInt8]]] = [:]
        for attribute in image.entry.attributes {
            guard let name = table.name(of: attribute),
                case .values(let values) = object.value(of: name, table: tenantTable),
                Set(values) != Set(image.entry.values(of: attribute).map { Array($0) })
            else { continue }
            differences[attribute] = values
        }
        guard !differences.isEmpty else { return .same }
        let entry = image.entry.rewritten { attribute, values in
            differences[attribute].map { $0.map { ArraySlice($0) } } ?? values
        }
        return .different(entry, differences.keys.compactMap(table.name).sorted())
    }
}
